package io.byteor.runner.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ladder of 1, 10 and 100 records before all the rest: at each rung what came of the records so far is held against limits.
 * Which rungs are behind a replay follows from how many records it has selected, so that a take-over climbs on where it stood;
 * a rung on which a replay was lost or paused is judged again. Not thread-safe.
 */
public final class WarmUp {
    private static final long FIRST = 1;
    private static final long LAST = 100;
    private static final int STEP = 10;

    private final double errorRatio;
    private final @Nullable Double maxDivergence;
    private long next = FIRST;

    /**
     * What came of the records so far.
     *
     * @param effects all that was decided but for what stayed inside the replay
     * @param errors those of them that failed or of which nobody knows what became
     * @param compared outputs that were held against captured ones
     * @param differing those of them that were changed, missing or new
     */
    public record Standing(long effects, long errors, long compared, long differing) {}

    /**
     * @param errorRatio the greatest ratio of errors to effects with which a replay goes on; in [0, 1]
     * @param maxDivergence the greatest share of differing outputs with which it goes on; in [0, 1], null where that is no matter
     * @param selected records that were selected before
     */
    public WarmUp(double errorRatio, @Nullable Double maxDivergence, long selected) {
        requireShare(errorRatio);
        if (maxDivergence != null) {
            requireShare(maxDivergence);
        }
        this.errorRatio = errorRatio;
        this.maxDivergence = maxDivergence;
        while (next < selected) {
            next *= STEP;
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies in [0, 1], not " + share);
        }
    }

    /** Whether so many selected records are a rung that has not been judged. */
    public boolean reached(long selected) {
        return selected == next && next <= LAST;
    }

    /**
     * Judges the rung that is reached and climbs on. The first records may well lead to no output, but who asks for outputs to be
     * compared lets none of the rest go before any was.
     *
     * @return why the replay must not go on; null where it may
     */
    public @Nullable String judge(Standing standing) {
        long rung = next;
        next *= STEP;
        if (exceeds(standing.errors, standing.effects, errorRatio)) {
            return String.format(
                    Locale.ROOT,
                    "the warm-up ends at rung %d: of %d effects %d failed or are unknown, more than the ratio %s allows",
                    rung,
                    standing.effects,
                    standing.errors,
                    errorRatio);
        }
        if (maxDivergence != null && standing.compared == 0 && rung == LAST) {
            return String.format(
                    Locale.ROOT,
                    "the warm-up ends at rung %d: no outputs could be compared, where at most the share %s may differ",
                    rung,
                    maxDivergence);
        }
        if (maxDivergence != null && exceeds(standing.differing, standing.compared, maxDivergence)) {
            return String.format(
                    Locale.ROOT,
                    "the warm-up ends at rung %d: of %d outputs %d differ from the captured ones, more than the share %s allows",
                    rung,
                    standing.compared,
                    standing.differing,
                    maxDivergence);
        }
        return null;
    }

    private static boolean exceeds(long part, long whole, double share) {
        return whole > 0 && (double) part / whole > share;
    }
}
