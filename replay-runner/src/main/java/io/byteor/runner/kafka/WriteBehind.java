package io.byteor.runner.kafka;

import io.byteor.runner.replay.ChunkFailedException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Carries out steps in their order on a thread of its own: to compress a record takes as long as to make one. A bounded number of
 * bytes lies ahead, and whoever hands on more waits. After a step that failed none is carried out any more, and each call throws
 * what it threw. Belongs to one thread.
 */
final class WriteBehind {
    /** What waits while a transaction is committed, so that meanwhile work goes on. */
    private static final int MOST_BYTES = 8 << 20;

    private static final Duration ENDING = Duration.ofMillis(500);

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_BYTES);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    WriteBehind(String name) {
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * Hands a step on; returns when there is room for it.
     *
     * @param bytes what it keeps in memory
     * @throws ChunkFailedException if interrupted; the interrupt flag is set then
     */
    void hand(Runnable step, long bytes) {
        int taken = (int) Math.min(bytes, MOST_BYTES);
        check();
        try {
            room.acquire(taken);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        steps.add(() -> {
            try {
                if (failure == null) {
                    step.run();
                }
            } finally {
                room.release(taken);
            }
        });
    }

    /** Returns when everything that was handed on has been carried out. */
    void await() {
        CountDownLatch done = new CountDownLatch(1);
        steps.add(done::countDown);
        try {
            done.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        check();
    }

    private void check() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private static ChunkFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ChunkFailedException("interrupted while writing", e);
    }

    private void run() {
        try {
            while (true) {
                Runnable step = steps.take();
                try {
                    step.run();
                } catch (RuntimeException e) {
                    failure = e;
                } catch (Error e) {
                    failure = new ChunkFailedException("the thread that writes ran into an error", e);
                }
            }
        } catch (InterruptedException _) {
            // That is how it ends.
        }
    }

    /** Ends the thread wherever it stands; what has not been carried out never will be. Says whether it has ended in time. */
    boolean end() {
        thread.interrupt();
        try {
            return thread.join(ENDING);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
