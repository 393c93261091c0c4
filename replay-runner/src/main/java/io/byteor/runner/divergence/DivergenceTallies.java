package io.byteor.runner.divergence;

import io.byteor.schemas.event.ReplayCheckpoint;

/**
 * How the outputs of a replay compare so far.
 *
 * @param walked of the spec that is walked
 * @param original of the bundle's own spec, where that is another one; else all zeros
 */
public record DivergenceTallies(DivergenceTally walked, DivergenceTally original) {
    /** Goes on from a checkpoint. */
    public static DivergenceTallies restore(ReplayCheckpoint checkpoint) {
        return new DivergenceTallies(
                DivergenceTally.restore(checkpoint.getDivergence()),
                DivergenceTally.restore(checkpoint.getOriginalDivergence()));
    }

    /** Writes the state for {@link #restore}. */
    public void into(ReplayCheckpoint.Builder checkpoint) {
        checkpoint.setDivergence(walked.count()).setOriginalDivergence(original.count());
    }
}
