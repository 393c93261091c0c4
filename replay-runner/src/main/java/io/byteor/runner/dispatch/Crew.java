package io.byteor.runner.dispatch;

import io.byteor.runner.control.Wish;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that drive replays: some for dry-runs, as many for executes, and clerks who only take down that a replay pauses or
 * ends, so that this waits for no slot. Thread-safe.
 */
final class Crew implements AutoCloseable {
    private static final int CLERKS = 2;

    private final ThreadPoolExecutor dryRuns;
    private final ThreadPoolExecutor executes;
    private final ThreadPoolExecutor clerks = threads("clerk-", CLERKS);

    Crew(int slots) {
        this.dryRuns = threads("dry-run-", slots);
        this.executes = threads("execute-", slots);
    }

    private static ThreadPoolExecutor threads(String name, int number) {
        return new ThreadPoolExecutor(
                number,
                number,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name, 0).factory());
    }

    /** Has the work done by whoever is free first of those who do what is wanted. */
    void take(Runnable work, boolean executes, Wish wish) {
        ThreadPoolExecutor by = switch (wish) {
            case Wish.Run _ -> executes ? this.executes : dryRuns;
            case Wish.Pause _, Wish.Cancel _ -> clerks;
        };
        by.execute(work);
    }

    /** Takes work back; false where it has begun. */
    boolean giveBack(Runnable work) {
        return dryRuns.remove(work) || executes.remove(work) || clerks.remove(work);
    }

    @Override
    public void close() {
        List.of(dryRuns, executes, clerks).forEach(ThreadPoolExecutor::shutdownNow);
    }
}
