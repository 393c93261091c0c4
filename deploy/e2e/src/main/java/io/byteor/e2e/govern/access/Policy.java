package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who may call one operation, as its OpenAPI document says, which is made from the code.
 *
 * @param roles those that may
 * @param environment claimed where the environment must be in the token's claim, filtered where lists leave out what is not, every
 *     where the claim must be all environments, else empty
 */
record Policy(Set<String> roles, String environment) {
    static final String KINDS = "kinds";
    private static final String CLAIMED = "claimed";
    private static final String EVERY = "every";
    private static final String FILTERED = "filtered";
    private static final String EXTENSION = "x-byteor-";

    Policy {
        roles = Set.copyOf(roles);
    }

    /**
     * Of an operation.
     *
     * @param kind of entry, where the operation is one for several
     */
    static Policy of(JsonNode operation, @Nullable String kind) {
        JsonNode named = extension(operation, "roles", kind);
        JsonNode roles = named.isArray() ? named : operation.at("/security/0/SecurityScheme");
        return new Policy(
                StreamSupport.stream(roles.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toUnmodifiableSet()),
                extension(operation, "environment", kind).asText(""));
    }

    /** By kind of entry where the document tells kinds apart, else one under the empty name. */
    static Map<String, Policy> byKind(JsonNode operation) {
        Map<String, Policy> policies = new TreeMap<>();
        operation
                .path(EXTENSION + "environment")
                .fieldNames()
                .forEachRemaining(kind -> policies.put(kind, of(operation, kind)));
        return policies.isEmpty() ? Map.of("", of(operation, null)) : policies;
    }

    private static JsonNode extension(JsonNode operation, String name, @Nullable String kind) {
        JsonNode said = operation.path(EXTENSION + name);
        return kind != null && said.isObject() ? said.path(kind) : said;
    }

    /** Whether what is not in the claim is left out of the answer. */
    boolean isFiltered() {
        return environment.equals(FILTERED);
    }

    /**
     * The HTTP status that keeps a caller out; 0 where the caller is let in.
     *
     * @param inClaim whether the one environment of the trial is the claim
     */
    int refusal(String role, boolean inClaim) {
        if (role.isEmpty()) {
            return 401;
        }
        return roles.contains(role) && !environment.equals(EVERY) && (inClaim || !environment.equals(CLAIMED))
                ? 0
                : 403;
    }
}
