package io.byteor.store.spool;

import io.byteor.schemas.digest.Digest;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;

/** One at a time for each bundle: commits and removals of the same one must not interleave. Thread-safe. */
public final class Turns {
    private final Set<Digest> taken = new HashSet<>();

    /** Waits until nobody else has this bundle's turn. */
    public synchronized Turn take(Digest bundleId) throws InterruptedIOException {
        try {
            while (!taken.add(bundleId)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another thread had the turn of " + bundleId);
        }
        return () -> release(bundleId);
    }

    private synchronized void release(Digest bundleId) {
        taken.remove(bundleId);
        notifyAll();
    }

    /** Held until it is closed. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
