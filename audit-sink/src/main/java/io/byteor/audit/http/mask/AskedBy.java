package io.byteor.audit.http.mask;

import io.byteor.audit.mask.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** By which members of documents a query parameter asks. */
final class AskedBy {
    private static final String TIMES = "{\"requestedAt\":\"\",\"at\":\"\",\"beganAt\":\"\",\"capturedAt\":\"\"}";

    /** Those that have another name than the parameter, as documents that hold nothing else. */
    static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("agent", "{\"agentId\":\"\",\"agents\":[\"\"]}"),
            Map.entry("environment", "{\"environment\":\"\",\"environments\":[\"\"]}"),
            Map.entry("pipeline", "{\"pipeline\":\"\",\"pipelines\":[\"\"]}"),
            Map.entry("incident", "{\"incidentId\":\"\"}"),
            Map.entry("bundle", "{\"bundleId\":\"\"}"),
            Map.entry("replay", "{\"replayId\":\"\"}"),
            Map.entry("spec_hash", "{\"specHash\":\"\"}"),
            Map.entry("approver", "{\"approvers\":[\"\"],\"votes\":[{\"voter\":\"\",\"vote\":\"\"}]}"),
            Map.entry("origin", "{\"originLane\":\"\",\"originSequence\":0}"),
            Map.entry("state", "{\"state\":\"\",\"status\":\"\"}"),
            Map.entry("code", "{\"code\":\"\",\"decision\":\"\",\"findings\":[{\"code\":\"\",\"outcome\":\"\"}]}"),
            Map.entry("bucket", "{\"requestedAt\":\"\",\"at\":\"\"}"),
            Map.entry("from", TIMES),
            Map.entry("to", TIMES));

    /** The parameters that ask by what other parameters name. */
    private static final List<String> NAMING = List.of("by");

    private AskedBy() {}

    /** Whether the answer would tell of something that is hidden. */
    static boolean hidden(Mask mask, String parameter, List<String> values) {
        return names(parameter, values).anyMatch(name -> hidden(mask, name));
    }

    private static boolean hidden(Mask mask, String name) {
        String document = OTHERS.get(name);
        return document == null ? mask.hides(name) : mask.hidesOf(document);
    }

    private static Stream<String> names(String parameter, List<String> values) {
        return NAMING.contains(parameter)
                ? values.stream().flatMap(value -> Arrays.stream(value.split(",", -1)))
                : Stream.of(parameter);
    }
}
