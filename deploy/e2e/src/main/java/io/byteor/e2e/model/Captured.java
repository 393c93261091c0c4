package io.byteor.e2e.model;

import io.byteor.e2e.replay.Output;
import io.byteor.e2e.replay.Sample;
import java.util.List;
import java.util.SortedMap;

/**
 * What a bundle captured.
 *
 * @param inputs lanes that the spec names in this order
 * @param outputs by lane
 */
record Captured(ModelSpec spec, List<List<Sample>> inputs, SortedMap<String, List<Output>> outputs) {}
