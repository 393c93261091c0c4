package io.byteor.audit.verify;

import io.byteor.schemas.audit.Wording;

/** What became of the actions of one replay since they were audited. */
public enum Verdict implements Wording {
    /** They are exactly those of the audit. */
    INTACT,
    /** A field was changed, or an action was added. */
    ALTERED,
    /** All are there and none was changed, but for their places. */
    REORDERED,
    /** Some in between, or at the start, are gone. */
    MISSING,
    /** The last ones are gone. */
    TRUNCATED,
    /** No audit says what the actions should be. */
    UNANCHORED
}
