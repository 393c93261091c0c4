package io.byteor.schemas.audit;

import java.util.Locale;

/** What was decided about one record at one stage. */
public enum ActionDecision implements Wording {
    /** Target: a dry-run would have sent it. */
    WOULD_APPLY,
    /** Target: sent, and taken. */
    APPLIED,
    /** Target: the stage's effects are never repeated. */
    SUPPRESSED,
    /** Target: an earlier replay of the same root bundle applied it. */
    DUPLICATE,
    /** An expression or a target failed on it. */
    FAILED,
    /** Target: sent, without knowing whether it was taken. */
    UNKNOWN,
    /** Target: not tried, because the replay was cancelled or halted or over its limit. */
    SKIPPED,
    /** Lane: handed on inside the replay. */
    EMITTED;

    /**
     * The decision of this text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ActionDecision of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
