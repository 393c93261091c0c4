package io.byteor.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that has to wait for the disk, on a thread of its own. Waiting for it is never interrupted. Thread-safe. */
public final class DiskTask {
    /** Nothing that anybody would wait for. */
    static final DiskTask NONE = new DiskTask(CompletableFuture.completedFuture(null));

    private final CompletableFuture<Void> running;

    private DiskTask(CompletableFuture<Void> running) {
        this.running = running;
    }

    /** What is to be done. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    static DiskTask begin(Action action) {
        return new DiskTask(CompletableFuture.runAsync(
                () -> {
                    try {
                        action.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread));
    }

    /** Waits for its end. */
    void await() throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failure
                    ? failure.getCause()
                    : new IOException(e.getCause());
        }
    }

    /** Waits for its end, whatever it came to. */
    void settle() {
        running.handle((done, failure) -> failure).join();
    }

    /**
     * Runs all at once and waits for each, however many fail: a disk that is asked for several syncs together makes one flush of
     * them, and whoever waits for one after the other waits for as many.
     *
     * @throws IOException the first failure, with the others suppressed
     */
    public static void all(List<Action> actions) throws IOException {
        IOException first = null;
        for (DiskTask task : actions.stream().map(DiskTask::begin).toList()) {
            try {
                task.await();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
