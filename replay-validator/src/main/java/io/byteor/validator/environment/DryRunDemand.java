package io.byteor.validator.environment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a posture asks of an earlier dry-run of the same selection before it lets one execute.
 *
 * @param within how fresh it must be; null for any age
 * @param maxDivergence greatest share of its outputs that may diverge from the captured ones; null for any
 */
public record DryRunDemand(
        @Nullable Duration within, @Nullable Double maxDivergence) {
    /** In each respect the stricter of the two. */
    public DryRunDemand stricter(DryRunDemand other) {
        return new DryRunDemand(lower(within, other.within), lower(maxDivergence, other.maxDivergence));
    }

    /** When the earliest dry-run that is fresh enough ended; the epoch where any is. */
    public Instant since(Instant now) {
        return within == null || within.compareTo(Duration.between(Instant.EPOCH, now)) >= 0
                ? Instant.EPOCH
                : now.minus(within);
    }

    private static <T extends Comparable<T>> @Nullable T lower(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
