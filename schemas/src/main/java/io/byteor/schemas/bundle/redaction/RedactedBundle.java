package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.digest.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that was derived.
 *
 * @param bundleId its own
 * @param parentBundle what it was derived from
 * @param rootBundle the first of the line
 * @param keyId names the key; null where no rule makes pseudonyms
 * @param records in all lanes
 * @param outcomes of the rules, in their order
 */
public record RedactedBundle(
        Digest bundleId,
        Digest parentBundle,
        Digest rootBundle,
        @Nullable String keyId,
        long records,
        List<Outcome> outcomes) {
    public RedactedBundle {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What came of one rule.
     *
     * @param pointer to the rule in its document (RFC 6901)
     * @param rule in canonical form
     * @param changed values that it changed, or files that it kept; 0 where it selected none, or others decided on all of them
     */
    public record Outcome(String pointer, String rule, long changed) {}
}
