package io.byteor.validator.approval;

import io.byteor.schemas.event.ApprovalState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an approval stands. */
public enum ApprovalStatus {
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
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** The status as events write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean expires() {
        return this == REQUESTED || this == APPROVED;
    }
}
