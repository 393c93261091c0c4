package io.byteor.bench.validate;

import java.util.function.Function;

/**
 * The way of a request through one contestant.
 *
 * @param name of the contestant, as it is printed
 * @param ours whether it is the validator
 * @param from name of the topic that takes requests
 * @param to name of the topic on which the answer stands
 * @param reading the replay id of the request that an answer is to; refuses an answer that is not the one due
 */
record Track(String name, boolean ours, String from, String to, Function<byte[], String> reading) {}
