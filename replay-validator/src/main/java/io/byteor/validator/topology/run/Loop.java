package io.byteor.validator.topology.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/** A thread that does one thing until it is closed, and begins anew after a pause when it fails. */
public final class Loop implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(Loop.class.getName());

    private final Thread thread;
    private volatile boolean closed;

    /** @param body runs until the supplier that it is given says no more, or is interrupted */
    public Loop(String name, Body body) {
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(name, body));
    }

    /** What is done. */
    @FunctionalInterface
    public interface Body {
        void run(BooleanSupplier goesOn);
    }

    public void start() {
        thread.start();
    }

    private void run(String name, Body body) {
        while (!closed) {
            try {
                body.run(() -> !closed);
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                // Also for a fault of ours: a thread that is gone would leave calls unanswered behind a process that
                // looks well.
                LOG.log(System.Logger.Level.WARNING, name + " begins anew", e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the thread: it is let finish its round, and interrupted when that takes too long. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(ROUND)) {
                thread.interrupt();
                thread.join(STOP);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
