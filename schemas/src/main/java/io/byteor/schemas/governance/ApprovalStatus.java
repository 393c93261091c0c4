package io.byteor.schemas.governance;

import io.byteor.schemas.audit.Wording;
import io.byteor.schemas.event.ApprovalState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an approval stands. */
public enum ApprovalStatus implements Wording {
    /** Takes votes. */
    REQUESTED,
    /** Enough people said yes; one replay may reserve it. */
    APPROVED,
    /** One accepted replay holds it and has not begun. */
    RESERVED,
    /** The replay that held it has begun. Final. */
    STARTED,
    /** Somebody said no. Final. */
    REJECTED,
    /** Taken back before the start. Final. */
    REVOKED,
    /** Its time ran out before it was reserved. Final. */
    EXPIRED;

    /** The status as it stands, the clock aside. */
    public static ApprovalStatus of(ApprovalState state) {
        return valueOf(state.getStatus().toUpperCase(Locale.ROOT));
    }

    /** Whether this release knows the status; what another word says cannot be told. */
    public static boolean isKnown(ApprovalState state) {
        return of(state.getStatus()).isPresent();
    }

    public static Optional<ApprovalStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(word))
                .findFirst();
    }

    /** Whether its time can run out. */
    public boolean expires() {
        return this == REQUESTED || this == APPROVED;
    }
}
