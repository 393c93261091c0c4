package io.byteor.audit.verify;

import io.byteor.schemas.digest.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one verification.
 *
 * @param anchor null for {@link Verdict#UNANCHORED}
 * @param stored how many actions are stored
 * @param recomputedRoot root over the leaves taken anew from the columns
 * @param firstDifference the lowest {@code seq} at which something is wrong; null where that cannot be told
 */
public record Verification(
        String replayId,
        Verdict verdict,
        @Nullable Anchor anchor,
        long stored,
        Digest recomputedRoot,
        @Nullable Long firstDifference) {}
