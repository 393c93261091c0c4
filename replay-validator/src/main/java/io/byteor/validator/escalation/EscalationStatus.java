package io.byteor.validator.escalation;

import io.byteor.schemas.event.EscalationState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an escalation stands. */
public enum EscalationStatus {
    /** Nobody has looked yet. */
    RAISED,
    /** Somebody looks. */
    ACKNOWLEDGED,
    /** Done with; what happens next raises another. Final. */
    RESOLVED;

    /** The status of an escalation. */
    public static EscalationStatus of(EscalationState state) {
        return ofWord(state.getStatus())
                .orElseThrow(() -> new IllegalStateException("no status of an escalation: " + state.getStatus()));
    }

    /** Whether this release knows the status; what another word says cannot be told. */
    public static boolean isKnown(EscalationState state) {
        return ofWord(state.getStatus()).isPresent();
    }

    /** The status of this word; empty where there is none. */
    public static Optional<EscalationStatus> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** The status as events write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
