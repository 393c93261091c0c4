package io.byteor.runner.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does what is due later, on a thread of its own. Work that fails keeps nothing else from being done. Thread-safe. */
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Clockwork.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("backlog").factory());

    void later(Runnable work, Duration delay) {
        try {
            var _ = thread.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "closing; nothing is begun any more");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the dispatcher failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
