package io.byteor.runner.walk;

import io.byteor.schemas.audit.ActionDecision;
import org.jspecify.annotations.Nullable;

/** What became of an effect, and why where that does not speak for itself. */
public record Ruling(ActionDecision decision, @Nullable String reason) {
    public static Ruling of(ActionDecision decision) {
        return new Ruling(decision, null);
    }

    /** Whether the effect happened or may have, so that it must not happen again. */
    public boolean countsAsApplied() {
        return decision == ActionDecision.APPLIED || decision == ActionDecision.UNKNOWN;
    }
}
