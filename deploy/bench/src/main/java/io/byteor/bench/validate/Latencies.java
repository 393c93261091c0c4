package io.byteor.bench.validate;

import java.util.Arrays;

/** Times from a request to its answer. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    /** @param nanos one for each request, in any order */
    Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no requests, no latencies");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The least time, in milliseconds, within which this share of all requests was answered (nearest rank). */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
