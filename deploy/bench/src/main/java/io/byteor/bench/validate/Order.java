package io.byteor.bench.validate;

/**
 * A replay request that is ready to be sent.
 *
 * @param replayId its key
 * @param value the event as it stands on the topic
 */
record Order(String replayId, byte[] value) {}
