package io.byteor.e2e.govern.access;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to call one operation.
 *
 * @param path as the OpenAPI document has it
 * @param places what stands in the path's places in the trial
 * @param body a good one; empty for none
 */
record Row(String method, String path, Map<String, String> places, String body) {
    Row {
        places = Map.copyOf(places);
    }

    static Row get(String path, Map<String, String> places) {
        return new Row("GET", path, places, "");
    }

    /** Method and path, as a document of OpenAPI names them. */
    String operation() {
        return method + " " + path;
    }

    /** The kind of entry, where the operation is one for several. */
    @Nullable
    String kind() {
        return places.get(Policy.KINDS);
    }

    /** The path to call. */
    String target() {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> segment.startsWith("{") ? place(segment) : segment)
                .collect(Collectors.joining("/"));
    }

    private String place(String segment) {
        String name = segment.substring(1, segment.length() - 1);
        String value = places.get(name);
        if (value == null) {
            throw new IllegalStateException(operation() + " has no value for " + name);
        }
        return value;
    }
}
