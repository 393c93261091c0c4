package io.byteor.schemas.governance;

import io.byteor.schemas.audit.Wording;
import io.byteor.schemas.event.EscalationState;
import java.util.Arrays;
import java.util.Optional;

/** Where an escalation stands. */
public enum EscalationStatus implements Wording {
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
        return Arrays.stream(values()).filter(it -> it.text().equals(word)).findFirst();
    }
}
