package io.byteor.schemas.pipeline;

import org.jspecify.annotations.Nullable;

/** One step of a role. Its name is unique within the role. */
public sealed interface Stage {
    String name();

    /** Lets a record pass where the condition is true and drops it where it is false. */
    record Filter(String name, String condition) implements Stage {}

    /** Replaces the payload by the expression's value, as RFC 8785 JSON. */
    record Map(String name, String expression) implements Stage {}

    /** Writes the record to a lane, whose readers take it at once, and hands it on unchanged. */
    record EmitToLane(String name, String lane) implements Stage {}

    /**
     * Writes the record to a named target and hands it on unchanged.
     *
     * @param key expression for the effect's key; null for the record's own key
     * @param suppressed whether a replay never applies this effect again
     */
    record EmitToTarget(
            String name, String target, @Nullable String key, boolean suppressed) implements Stage {}
}
