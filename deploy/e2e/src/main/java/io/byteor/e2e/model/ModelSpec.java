package io.byteor.e2e.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipeline twice: as its document, and as what it means. */
record ModelSpec(List<String> lanes, List<Role> roles) {
    record Role(String name, String reads, List<Step> steps) {}

    /** A stage. */
    sealed interface Step {
        String name();
    }

    record Filter(String name, Term condition) implements Step {}

    record Reshape(String name, Term term) implements Step {}

    record ToLane(String name, String lane) implements Step {}

    record ToTarget(String name, String target, @Nullable Term key, boolean suppressed) implements Step {}

    /** The spec's document. */
    String document(String version) {
        StringBuilder json = new StringBuilder("{\"apiVersion\":\"byteor.io/v1\",\"pipeline\":\"model\",\"version\":\"")
                .append(version)
                .append("\",\"lanes\":[");
        lanes.forEach(lane -> json.append("{\"name\":\"").append(lane).append("\"},"));
        json.setLength(json.length() - 1);
        json.append("],\"roles\":[");
        for (Role role : roles) {
            json.append("{\"name\":\"%s\",\"reads\":\"%s\",\"stages\":[".formatted(role.name(), role.reads()));
            role.steps().forEach(step -> json.append(document(step)).append(','));
            json.setLength(json.length() - 1);
            json.append("]},");
        }
        json.setLength(json.length() - 1);
        return json.append("]}").toString();
    }

    private static String document(Step step) {
        return "{\"name\":\"%s\",".formatted(step.name())
                + switch (step) {
                    case Filter filter ->
                        "\"filter\":\"%s\"}".formatted(filter.condition().cel());
                    case Reshape reshape ->
                        "\"map\":\"%s\"}".formatted(reshape.term().cel());
                    case ToLane emit -> "\"emit\":{\"lane\":\"%s\"}}".formatted(emit.lane());
                    case ToTarget emit ->
                        (emit.suppressed() ? "\"replay\":\"suppress\"," : "")
                                + "\"emit\":{\"target\":\"%s\"%s}}"
                                        .formatted(
                                                emit.target(),
                                                emit.key() == null
                                                        ? ""
                                                        : ",\"key\":\""
                                                                + emit.key().cel() + "\"");
                };
    }
}
