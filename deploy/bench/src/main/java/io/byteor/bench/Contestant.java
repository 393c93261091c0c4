package io.byteor.bench;

/**
 * One side of a comparison.
 *
 * @param name what is measured, as it is printed
 * @param ours whether it is this project's code; otherwise a peer or a limit
 * @param measure runs once and answers the throughput, higher being better
 */
public record Contestant(String name, boolean ours, Measure measure) {
    /** One measured run. */
    @FunctionalInterface
    public interface Measure {
        /** Throughput in the benchmark's unit. */
        double run() throws Exception;
    }
}
