package io.byteor.runner.target.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: from nothing to twice as long each time, so that those who failed together part. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param failures how many there were before */
    Duration after(int failures) {
        long ceiling = Math.min(longest.toNanos(), saturated(first.toNanos(), Math.min(failures, MOST_DOUBLINGS)));
        return Duration.ofNanos(random.nextLong(ceiling + 1));
    }

    private static long saturated(long nanos, int doublings) {
        return nanos > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE - 1 : nanos << doublings;
    }
}
