package io.byteor.runner.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a running replay to stop where it stands, without an end. Thread-safe; once given, it stays. */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);

    public void request() {
        requested.countDown();
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** @throws StoppedException once a stop is requested */
    public void check() {
        if (requested()) {
            throw new StoppedException();
        }
    }

    /**
     * Waits for so long.
     *
     * @throws StoppedException as soon as a stop is requested or the thread is interrupted
     */
    public void pause(Duration time) {
        try {
            if (requested.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }
}
