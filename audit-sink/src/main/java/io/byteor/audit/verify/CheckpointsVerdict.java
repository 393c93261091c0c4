package io.byteor.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * What became of the checkpoints.
 *
 * @param last the greatest sequence; 0 where there is none
 * @param firstDifference the lowest sequence at which something is wrong; null where nothing is
 */
public record CheckpointsVerdict(
        Verdict verdict, long last, @Nullable Long firstDifference) {}
