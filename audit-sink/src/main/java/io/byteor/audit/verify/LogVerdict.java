package io.byteor.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * What became of a log.
 *
 * @param size how many records it should hold
 * @param stored how many it holds
 * @param signed how many the newest checkpoint covers
 * @param checkpoint that checkpoint; null where there is none
 * @param firstDifference the lowest place at which something is wrong; null where that cannot be told
 */
public record LogVerdict(
        String topic,
        int partition,
        Verdict verdict,
        long size,
        long stored,
        long signed,
        @Nullable Long checkpoint,
        @Nullable Long firstDifference) {}
