package io.byteor.e2e.govern.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may call one endpoint.
 *
 * @param path as the OpenAPI document has it
 * @param places what stands in the path's places in the trial
 * @param roles those that may
 * @param claimed whether the environment of the trial must be in the token's claim
 * @param body a good one; empty for none
 */
record Row(String method, String path, Map<String, String> places, Set<String> roles, boolean claimed, String body) {
    static final Set<String> READERS = Set.of("operator", "approver", "analyst", "admin");

    Row {
        places = Map.copyOf(places);
        roles = Set.copyOf(roles);
    }

    static Row get(String path, Map<String, String> places, boolean claimed) {
        return new Row("GET", path, places, READERS, claimed, "");
    }

    /** Method and path, as a document of OpenAPI names them. */
    String operation() {
        return method + " " + path;
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

    /** The HTTP status that keeps a caller out; 0 where the caller is let in. */
    int refusal(String role, boolean inClaim) {
        if (role.isEmpty()) {
            return 401;
        }
        return roles.contains(role) && (inClaim || !claimed) ? 0 : 403;
    }
}
