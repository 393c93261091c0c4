package io.byteor.bench;

import java.time.Duration;
import java.util.List;

/** Waits until what the last run left behind is done, so that nobody pays for another's work. */
public final class Quiet {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** Processor time within that, of all of them together, below which nobody is at work. */
    private static final Duration IDLE = Duration.ofMillis(75);

    private Quiet() {}

    /**
     * Returns when these processes have next to no work left.
     *
     * @throws IllegalStateException if they do not come to rest
     */
    public static void await(List<ProcessHandle> processes) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Duration before = processorTime(processes);
        Duration used = PATIENCE;
        while (used.compareTo(IDLE) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("somebody is still at work after " + PATIENCE);
            }
            Thread.sleep(LOOK_AGAIN);
            Duration after = processorTime(processes);
            used = after.minus(before);
            before = after;
        }
    }

    private static Duration processorTime(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
