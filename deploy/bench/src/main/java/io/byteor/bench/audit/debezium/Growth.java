package io.byteor.bench.audit.debezium;

import java.util.ArrayList;
import java.util.List;

/** How a table grew. The rate leaves the first tenth of it out, while which a connector starts. Not thread-safe. */
final class Growth {
    private static final double LEFT_OUT = 0.1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Look> looks = new ArrayList<>();

    private record Look(long nanos, long bytes) {}

    /** @param nanos of {@link System#nanoTime}, never less than before */
    void looked(long nanos, long bytes) {
        looks.add(new Look(nanos, bytes));
    }

    /** Whether the last look found no more than the one before. */
    boolean still() {
        int last = looks.size() - 1;
        return last > 0 && looks.get(last).bytes() == looks.get(last - 1).bytes();
    }

    /**
     * Rows each second from the first look that found a tenth of the table to the end.
     *
     * @param rows of the whole table
     * @param end when all of them were there
     * @throws IllegalStateException if no look found a tenth before the end
     */
    double rate(long rows, long end) {
        double bytes = looks.getLast().bytes();
        Look first = looks.stream()
                .filter(look -> look.bytes() >= LEFT_OUT * bytes)
                .findFirst()
                .orElseThrow();
        if (first.nanos() >= end) {
            throw new IllegalStateException("all rows came at once");
        }
        return rows * (1 - first.bytes() / bytes) / ((end - first.nanos()) / NANOS_PER_SECOND);
    }
}
