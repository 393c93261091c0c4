package io.byteor.runner.dispatch;

import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One replay on its way through the dispatcher. Thread-safe. */
final class ReplayTask {
    private final ReplayTicket ticket;
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Thread thread;

    ReplayTask(ReplayTicket ticket) {
        this.ticket = ticket;
    }

    ReplayTicket ticket() {
        return ticket;
    }

    boolean stopping() {
        return stop.requested();
    }

    /** Runs on the calling thread, unless a stop came first. */
    void run(Drive drive) {
        synchronized (this) {
            if (stop.requested()) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            drive.run(ticket, stop);
        } finally {
            synchronized (this) {
                thread = null;
            }
            // An interrupt that came late must not reach the thread's next task.
            var _ = Thread.interrupted();
        }
    }

    /** Asks the replay to stop and wakes it out of whatever it waits for. */
    synchronized void stop() {
        stop.request();
        if (thread != null) {
            thread.interrupt();
        }
    }

    void finished() {
        done.countDown();
    }

    /** Whether it came to rest within the time. */
    boolean awaitRest(long nanos) throws InterruptedException {
        return done.await(nanos, TimeUnit.NANOSECONDS);
    }
}
