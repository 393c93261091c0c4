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
 * @param query parameters, as they stand in the target; empty for none
 */
record Row(String method, String path, Map<String, String> places, String body, String query) {
    Row {
        places = Map.copyOf(places);
    }

    Row(String method, String path, Map<String, String> places, String body) {
        this(method, path, places, body, "");
    }

    static Row get(String path, Map<String, String> places) {
        return new Row("GET", path, places, "");
    }

    Row asking(String parameters) {
        return new Row(method, path, places, body, parameters);
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

    /** The path to call, with its query. */
    String target() {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> segment.startsWith("{") ? place(segment) : segment)
                .collect(Collectors.joining("/", "", query.isEmpty() ? "" : "?" + query));
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
