package io.byteor.store.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Puts something on stable storage. */
@FunctionalInterface
public interface Sync {
    /** Threads that wait for the disk. */
    Executor WAITING = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sync-", 0).factory());

    void run() throws IOException;

    /**
     * Runs all at once and waits for each, however many fail: a disk that is asked for several syncs together makes one flush of
     * them, and whoever waits for one after the other waits for as many.
     *
     * @throws IOException the first failure, with the others suppressed
     */
    static void all(List<Sync> syncs) throws IOException {
        List<CompletableFuture<Void>> running = syncs.stream().map(Sync::begin).toList();
        IOException failure = null;
        for (CompletableFuture<Void> one : running) {
            try {
                one.join();
            } catch (CompletionException e) {
                IOException cause =
                        e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static CompletableFuture<Void> begin(Sync sync) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        sync.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                WAITING);
    }
}
