package io.byteor.e2e.question;

import java.util.Arrays;

/** How long something took, time after time, in milliseconds. Not thread-safe. */
final class Times {
    private final double[] times;
    private int size;

    /** @param most how many there will be at most */
    Times(int most) {
        this.times = new double[most];
    }

    void add(double time) {
        times[size++] = time;
    }

    /** What half of them do not exceed, by the nearest rank. */
    double p50() {
        return rank(0.5);
    }

    /** What 99 of 100 do not exceed. */
    double p99() {
        return rank(0.99);
    }

    private double rank(double share) {
        double[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * size) - 1];
    }

    /** To two digits, for figures. */
    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
