package io.byteor.ingest.capture;

import io.byteor.schemas.digest.Digest;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the capture of a bundle apart from its deletion: while it is announced it must not be deleted, or the topic would name
 * what is not there. Captures do not wait for each other. Thread-safe.
 */
final class BundleTurns {
    private static final int STRIPES = 64;

    private final ReadWriteLock[] stripes = new ReadWriteLock[STRIPES];

    BundleTurns() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantReadWriteLock();
        }
    }

    Turn capture(Digest bundleId) {
        return Turn.take(stripe(bundleId).readLock());
    }

    /** Empty while the bundle is being captured, which may take long: whoever waited would hold up other captures behind it. */
    Optional<Turn> deletion(Digest bundleId) {
        Lock lock = stripe(bundleId).writeLock();
        return lock.tryLock() ? Optional.of(new Turn(lock)) : Optional.empty();
    }

    /** While whose a line is depends on whether its root is kept. */
    Turn claim(Digest root) {
        return Turn.take(stripe(root).writeLock());
    }

    private ReadWriteLock stripe(Digest bundleId) {
        return stripes[Math.floorMod(bundleId.hashCode(), STRIPES)];
    }

    /** Belongs to the thread that took it, until it is closed. */
    record Turn(Lock lock) implements AutoCloseable {
        private static Turn take(Lock lock) {
            lock.lock();
            return new Turn(lock);
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }
}
