package io.byteor.audit.verify;

import io.byteor.schemas.audit.Wording;

/** What became of something that the store took, the gravest first. */
public enum Verdict implements Wording {
    /** Something was changed or added, or what is derived does not follow. */
    ALTERED,
    /** All is there and nothing was changed, but for the places. */
    REORDERED,
    /** Something in between, or at the start, is gone. */
    MISSING,
    /** The last ones are gone. */
    TRUNCATED,
    /** What should vouch for it is signed by no key that is known. */
    KEY_UNKNOWN,
    /** Nothing says, or nothing says any more, what it should be. */
    UNANCHORED,
    /** The actions were removed by retention, which left a signed note; the rest is untouched. */
    RETIRED,
    /** It is exactly what was taken. */
    INTACT;

    /** The graver one. */
    public Verdict and(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
