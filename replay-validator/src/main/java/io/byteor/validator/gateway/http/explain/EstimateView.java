package io.byteor.validator.gateway.http.explain;

import io.byteor.validator.estimate.Amount;
import io.byteor.validator.estimate.Estimate;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request would come to.
 *
 * @param records selected records
 * @param bytes of the segments that hold them, as stored
 * @param effects the most on each target; null where the spec that would run is not registered
 * @param rate records per second; null where an environment is unresolved
 * @param duration ISO 8601, of the records at that rate; the least where the pacing of the capture is asked for
 */
public record EstimateView(
        AmountView records,
        AmountView bytes,
        @Nullable SortedMap<String, Long> effects,
        @Nullable Long rate,
        @Nullable String duration) {
    static EstimateView of(Estimate estimate, OptionalLong rate) {
        return new EstimateView(
                AmountView.of(estimate.records()),
                AmountView.of(estimate.bytes()),
                estimate.effects(),
                rate.isPresent() ? (Long) rate.getAsLong() : null,
                rate.isPresent() ? estimate.duration(rate.getAsLong()).toString() : null);
    }

    /**
     * A count.
     *
     * @param exact false where it is an upper bound
     */
    public record AmountView(long count, boolean exact) {
        static AmountView of(Amount amount) {
            return new AmountView(amount.count(), amount.exact());
        }
    }
}
