package io.byteor.schemas.access;

import io.byteor.schemas.audit.Wording;

/** How an access ended. */
public enum AccessOutcome implements Wording {
    /** All of it went out. */
    COMPLETED,
    /** The reader went away before the end. */
    CUT,
    /** The service ended it before the end. */
    FAILED
}
