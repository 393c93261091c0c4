package io.byteor.launcher.process;

import io.byteor.launcher.LaunchFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Ends processes that may be children of this process or were left behind by another. */
public final class Ending {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Ending() {}

    /**
     * Asks them all by SIGTERM, waits, and kills what is still there then.
     *
     * @return those that had to be killed
     * @throws LaunchFailure if one does not even end by SIGKILL, or this thread is interrupted
     */
    public static List<ProcessIdentity> of(Collection<ProcessIdentity> processes, Duration patience) {
        processes.forEach(process -> process.find().ifPresent(ProcessHandle::destroy));
        if (awaited(processes, patience)) {
            return List.of();
        }
        List<ProcessIdentity> stubborn =
                processes.stream().filter(ProcessIdentity::isAlive).toList();
        stubborn.forEach(process -> process.find().ifPresent(ProcessHandle::destroyForcibly));
        if (!awaited(stubborn, AFTER_KILL)) {
            throw new LaunchFailure("processes do not end: " + stubborn);
        }
        return stubborn;
    }

    /** Whether all are gone within the time. */
    public static boolean awaited(Collection<ProcessIdentity> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::isAlive)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while processes end", e);
        }
    }
}
