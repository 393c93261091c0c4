package io.byteor.ingest.guard;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends reads that have waited for longer than the idle limit, by interrupting whoever waits. Its thread runs until the watch
 * is closed. Thread-safe.
 */
public final class IdleWatch implements AutoCloseable {
    private static final int LOOKS_PER_LIMIT = 4;

    private final Duration limit;
    private final Set<GuardedBody> bodies = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    public IdleWatch(Duration limit) {
        this.limit = limit;
        this.thread = Thread.ofPlatform().name("idle-watch").daemon().start(this::watch);
    }

    Duration limit() {
        return limit;
    }

    void begin(GuardedBody body) {
        bodies.add(body);
    }

    void end(GuardedBody body) {
        bodies.remove(body);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(limit.dividedBy(LOOKS_PER_LIMIT));
                long now = System.nanoTime();
                bodies.forEach(body -> body.expire(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
