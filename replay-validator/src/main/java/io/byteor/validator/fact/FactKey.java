package io.byteor.validator.fact;

import java.util.Locale;

/**
 * Names one fact that a request waits for.
 *
 * @param revision the least revision that counts; 0 for any. Bundles have none
 */
public record FactKey(Kind kind, String key, long revision) {
    /** Kinds of facts. */
    public enum Kind {
        BUNDLE,
        AGENT,
        ENVIRONMENT,
        PIPELINE
    }

    /** The fact at any revision. */
    public static FactKey of(Kind kind, String key) {
        return new FactKey(kind, key, 0);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + key + (revision == 0 ? "" : " at revision " + revision);
    }
}
