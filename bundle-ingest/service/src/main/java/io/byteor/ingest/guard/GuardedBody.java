package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is counted while it arrives, whatever length was announced for it, and that may not stop arriving for
 * longer than the idle limit. Reading throws BODY_TOO_LARGE, BODY_IDLE, or what the spending of bytes throws. Belongs to one
 * thread.
 */
final class GuardedBody extends FilterInputStream {
    /** Bytes are spent in portions, so that agents do not wait for each other at every read. */
    private static final int PORTION = 256 << 10;

    private final long most;
    private final Spending spending;
    private final IdleWatch watch;
    private long read;
    private long spent;
    private @Nullable Thread waiting;
    private long since;
    private boolean expired;

    GuardedBody(InputStream body, long most, Spending spending, IdleWatch watch) {
        super(body);
        this.most = most;
        this.spending = spending;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = awaited(target, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private int awaited(byte[] target, int offset, int length) throws IOException {
        int count;
        begin();
        try {
            count = in.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            if (end()) {
                throw idle();
            }
            throw e;
        }
        if (end()) {
            throw idle();
        }
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw tooLarge(most, Long.toString(read));
        }
        if (read - spent >= PORTION) {
            spending.spend(unspent());
        }
    }

    /** Takes what has been read and not been spent yet. */
    long unspent() {
        long portion = read - spent;
        spent = read;
        return portion;
    }

    static ByteorException tooLarge(long most, String found) {
        return new ByteorException(ErrorCode.BODY_TOO_LARGE, "at most %d bytes".formatted(most), "body", found);
    }

    private ByteorException idle() {
        return new ByteorException(
                ErrorCode.BODY_IDLE,
                "more of the body within %s".formatted(watch.limit()),
                "body",
                "%d bytes, then nothing".formatted(read));
    }

    private synchronized void begin() {
        if (expired) {
            throw idle(); // nobody would interrupt a second wait
        }
        waiting = Thread.currentThread();
        since = System.nanoTime();
    }

    /** @return whether the wait was ended for being too long */
    private synchronized boolean end() {
        waiting = null;
        if (expired) {
            Thread.interrupted(); // ours, should it have come after the last byte
        }
        return expired;
    }

    /** Interrupts whoever has waited for too long. Called by the watch. */
    synchronized void expire(long now) {
        Thread reader = waiting;
        if (reader != null && !expired && now - since > watch.limit().toNanos()) {
            expired = true;
            reader.interrupt();
        }
    }

    /** Where bytes are spent. */
    @FunctionalInterface
    interface Spending {
        /** @throws ThrottledException where there were not so many left */
        void spend(long bytes);
    }
}
