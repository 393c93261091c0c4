package io.byteor.cli.push;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What was sent of one bundle so far, told about once a second. Thread-safe. */
final class Transfer {
    private static final long BETWEEN = Duration.ofSeconds(1).toNanos();
    private static final double MIB = 1 << 20;

    private final long total;
    private final Consumer<String> listener;
    private final long began = System.nanoTime();
    private final AtomicLong told = new AtomicLong(began);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong there = new AtomicLong();
    private final AtomicLong blobs = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();

    Transfer(long total, Consumer<String> listener) {
        this.total = total;
        this.listener = listener;
    }

    /** Bytes that have arrived beyond those that were counted as sent; fewer than none where some of those got lost. */
    void found(long bytes) {
        there.addAndGet(bytes);
    }

    void sent(long bytes) {
        sent.addAndGet(bytes);
        long now = System.nanoTime();
        long last = told.get();
        if (now - last >= BETWEEN && told.compareAndSet(last, now)) {
            tell(now);
        }
    }

    void blobSent() {
        blobs.incrementAndGet();
    }

    /** A blob of which ingest had a part is gone on with. */
    void blobResumed() {
        resumed.incrementAndGet();
    }

    long resumedBlobs() {
        return resumed.get();
    }

    /** Bytes that went out, also those that had to go out again. */
    long sentBytes() {
        return sent.get();
    }

    long sentBlobs() {
        return blobs.get();
    }

    /** The last word. */
    void finish() {
        tell(System.nanoTime());
    }

    private void tell(long now) {
        double seconds = Math.max(now - began, 1) / 1e9;
        listener.accept(String.format(
                Locale.ROOT,
                "%.1f of %.1f MiB, %.1f MB/s",
                (there.get() + sent.get()) / MIB,
                total / MIB,
                sent.get() / 1e6 / seconds));
    }
}
