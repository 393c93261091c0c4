package io.byteor.schemas.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a replay ended. */
public enum ReplayOutcome implements Wording {
    /** The request was refused by a rule; nothing ran. */
    REJECTED,
    COMPLETED,
    /** Carried through, with actions that failed or whose fate is unknown. */
    COMPLETED_WITH_FAILURES,
    /** Stopped by the error budget. */
    HALTED,
    CANCELLED,
    /** The bundle was not what its manifest says. */
    CORRUPT,
    /** The start was not granted. */
    REFUSED,
    /** The fault is ours. */
    FAILED;

    @Override
    @JsonValue
    public String text() {
        return Wording.super.text();
    }

    /**
     * The outcome of this text.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static ReplayOutcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
