package io.byteor.validator.estimate;

/**
 * A count that is either known or bounded.
 *
 * @param exact false where it is the most that it can be
 */
public record Amount(long count, boolean exact) {
    static final Amount NONE = new Amount(0, true);

    Amount plus(Amount other) {
        return new Amount(saturated(count, other.count), exact && other.exact);
    }

    Amount atMost(long limit) {
        return new Amount(Math.min(count, limit), exact);
    }

    /** The sum of two counts; the greatest long instead of one that is greater. Segments say themselves how much they hold. */
    static long saturated(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
