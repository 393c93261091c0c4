package io.byteor.e2e.model;

import io.byteor.e2e.replay.Sample;

/**
 * An expression twice: as CEL, and as what it means.
 *
 * @param meaning throws {@link Fails} where evaluating fails
 */
record Term(String cel, Meaning meaning) {
    /** What an expression gives for a record. */
    @FunctionalInterface
    interface Meaning {
        Object of(Sample record);
    }
}
