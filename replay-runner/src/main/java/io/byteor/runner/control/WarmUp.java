package io.byteor.runner.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ladder of 1, 10 and 100 records before all the rest: at each rung what came of the records so far is held against a ratio.
 * Which rungs are behind a replay follows from how many records it has selected, so that a take-over climbs on where it stood;
 * a rung on which a replay was lost or paused is judged again. Not thread-safe.
 */
public final class WarmUp {
    private static final long FIRST = 1;
    private static final long LAST = 100;
    private static final int STEP = 10;

    private final double errorRatio;
    private long next = FIRST;

    /**
     * @param errorRatio the greatest ratio of errors to effects with which a replay goes on; in [0, 1]
     * @param selected records that were selected before
     */
    public WarmUp(double errorRatio, long selected) {
        if (!(errorRatio >= 0 && errorRatio <= 1)) {
            throw new IllegalArgumentException("a ratio lies in [0, 1], not " + errorRatio);
        }
        this.errorRatio = errorRatio;
        while (next < selected) {
            next *= STEP;
        }
    }

    /** Whether so many selected records are a rung that has not been judged. */
    public boolean reached(long selected) {
        return selected == next && next <= LAST;
    }

    /**
     * Judges the rung that is reached and climbs on.
     *
     * @param effects all that was decided but for what stayed inside the replay
     * @param errors those of them that failed or of which nobody knows what became
     * @return why the replay must not go on; null where it may
     */
    public @Nullable String judge(long effects, long errors) {
        long rung = next;
        next *= STEP;
        return effects == 0 || (double) errors / effects <= errorRatio
                ? null
                : String.format(
                        Locale.ROOT,
                        "the warm-up ends at rung %d: of %d effects %d failed or are unknown, more than the ratio %s allows",
                        rung,
                        effects,
                        errors,
                        errorRatio);
    }
}
