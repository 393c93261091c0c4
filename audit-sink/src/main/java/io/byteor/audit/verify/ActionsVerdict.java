package io.byteor.audit.verify;

import io.byteor.schemas.digest.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replay's actions.
 *
 * @param anchor null where no audit says what they should be
 * @param stored how many actions are stored
 * @param recomputedRoot root over the leaves taken anew from the columns
 * @param derived whether what is kept with the replay follows from the stored actions
 * @param firstDifference the lowest {@code seq} at which something is wrong; null where that cannot be told
 */
public record ActionsVerdict(
        Verdict verdict,
        @Nullable Anchor anchor,
        long stored,
        Digest recomputedRoot,
        boolean derived,
        @Nullable Long firstDifference) {}
