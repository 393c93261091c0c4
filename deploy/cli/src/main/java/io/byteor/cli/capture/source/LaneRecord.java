package io.byteor.cli.capture.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line becomes.
 *
 * @param key the record's key
 * @param headers the record's headers
 * @param payload the record's payload
 */
record LaneRecord(byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload) {}
