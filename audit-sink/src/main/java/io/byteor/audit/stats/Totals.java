package io.byteor.audit.stats;

import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals of what lies within the reach, in order of time and of the dimensions. Answers that would have more than {@value #MOST}
 * are refused with REQUEST_INVALID. Thread-safe.
 */
public interface Totals {
    int MOST = 10_000;

    /** By when they were asked for. */
    List<Total> replays(Wanted.Replays wanted, List<ReplayDimension> by, @Nullable Bucket bucket, Reach reach);

    /**
     * By when they were decided.
     *
     * @param wanted without an origin; its times are whole hours
     */
    List<Total> actions(Wanted.Actions wanted, List<ActionDimension> by, @Nullable Bucket bucket, Reach reach);
}
