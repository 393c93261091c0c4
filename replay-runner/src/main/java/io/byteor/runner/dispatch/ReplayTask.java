package io.byteor.runner.dispatch;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.Wish;
import io.byteor.runner.replay.ReplayTicket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One replay on its way through the dispatcher. Thread-safe. */
final class ReplayTask {
    private static final Logger LOG = System.getLogger(ReplayTask.class.getName());

    private final ReplayTicket ticket;
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Drive drive;
    private @Nullable Thread thread;
    private @Nullable Rest parked;
    private Wish driven = Wish.RUN;
    private boolean settling;

    ReplayTask(ReplayTicket ticket, Drive.Source drives) {
        this.ticket = ticket;
        this.drive = drives.of(ticket, stop);
    }

    ReplayTicket ticket() {
        return ticket;
    }

    boolean stopping() {
        return stop.requested();
    }

    /** Whether it keeps still. */
    synchronized boolean parked() {
        return parked != null;
    }

    /** Has it keep still until something else is wanted of it: than a pause or, where it waits, than when it was driven. */
    synchronized void park(Rest why) {
        parked = why;
    }

    /** Has it keep still no longer where it only waits. */
    synchronized void wake() {
        if (parked == Rest.WAITING) {
            parked = null;
        }
    }

    /** Tells it what is wanted. While it only takes down what was wanted before, it hears nothing; it is asked again then. */
    synchronized void turn(Wish wish) {
        if (parked == Rest.WAITING ? !wish.equals(driven) : !(wish instanceof Wish.Pause)) {
            parked = null;
        }
        if (!settling) {
            stop.turn(wish);
        }
    }

    /**
     * Makes it ready to be driven.
     *
     * @param settles whether it only takes down what is wanted now
     */
    synchronized void begin(Wish wish, boolean settles) {
        stop.turn(wish);
        driven = wish;
        settling = settles;
    }

    /** Runs on the calling thread, unless a stop came first. */
    Rest run() {
        synchronized (this) {
            if (stop.requested()) {
                return Rest.STOPPED;
            }
            thread = Thread.currentThread();
        }
        try {
            return drive.run();
        } finally {
            synchronized (this) {
                thread = null;
                settling = false;
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

    /** Waits until all have come to rest, at most for so long. */
    static void awaitRest(List<ReplayTask> stopping, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (ReplayTask task : stopping) {
                if (!task.done.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.log(Level.WARNING, "replay {0}: still stopping", task.ticket.replayId());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
