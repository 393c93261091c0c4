package io.byteor.runner.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a running replay hears from outside: that it must stop where it stands, without an end, which stays once it is said; and
 * what people want of it, which can change. Thread-safe.
 */
public final class StopSignal {
    private volatile boolean requested;
    private volatile Wish wish = Wish.RUN;

    public synchronized void request() {
        requested = true;
        notifyAll();
    }

    public boolean requested() {
        return requested;
    }

    /** Says what is wanted from now on. */
    public synchronized void turn(Wish wanted) {
        wish = wanted;
        notifyAll();
    }

    public Wish wish() {
        return wish;
    }

    /** @throws StoppedException once a stop is requested */
    public void check() {
        if (requested) {
            throw new StoppedException();
        }
    }

    /**
     * Lets only a replay go on that is to run.
     *
     * @throws StoppedException once a stop is requested
     * @throws TurnedException while something else is wanted
     */
    public void obey() {
        check();
        Wish wanted = wish;
        if (!(wanted instanceof Wish.Run)) {
            throw new TurnedException(wanted);
        }
    }

    /** Whether the replay is to end. */
    public boolean cancelled() {
        return wish instanceof Wish.Cancel;
    }

    /**
     * Waits for so long, or until something else is wanted than this.
     *
     * @throws StoppedException as soon as a stop is requested or the thread is interrupted
     */
    public void pauseWhile(Wish wanted, Duration time) {
        await(time, wanted);
    }

    /**
     * Waits for so long, or until something else is wanted than that the replay runs.
     *
     * @throws StoppedException as soon as a stop is requested or the thread is interrupted
     */
    public void pauseUnlessTurned(Duration time) {
        await(time, Wish.RUN);
    }

    private synchronized void await(Duration time, Wish wanted) {
        long until = System.nanoTime() + time.toNanos();
        try {
            while (true) {
                check();
                long left = until - System.nanoTime();
                if (left <= 0 || !wish.equals(wanted)) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
