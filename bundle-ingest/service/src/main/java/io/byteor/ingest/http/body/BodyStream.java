package io.byteor.ingest.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read by a thread that may wait. A window of it arrives ahead of the reader; beyond the window the
 * connection is not read. The reader takes all that lies there at once and is woken once for everything that one look at the
 * connection brings, because on a busy machine waking each other costs more than moving the bytes does. For one reader.
 */
final class BodyStream extends InputStream {
    /** Bytes that may lie here, and as many again with the reader: small enough that a fleet's uploads fit the heap together. */
    private static final int WINDOW = 256 << 10;

    private final HttpServerRequest request;
    private final Object turn = new Object();
    private Queue<Buffer> arrived = new ArrayDeque<>();
    private Queue<Buffer> taken = new ArrayDeque<>();
    private @Nullable Context loop;
    private long lying;
    private boolean begun;
    private boolean paused;
    private boolean waiting;
    private boolean waking;
    private boolean ended;
    private @Nullable Throwable failure;
    private @Nullable Buffer current;
    private int position;

    /** The body of a request of which nothing has been read yet; the client is asked for it when it is first read. */
    BodyStream(HttpServerRequest request) {
        this.request = request;
    }

    private void begin() {
        begun = true;
        if (request.isEnded()) {
            end();
            return;
        }
        request.pause();
        request.exceptionHandler(this::fail);
        request.endHandler(end -> end());
        request.handler(this::arrive);
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /** On the event loop, as are the ends, and every pause and resumption from here on. */
    private void arrive(Buffer buffer) {
        synchronized (turn) {
            loop = Vertx.currentContext();
            arrived.add(buffer);
            lying += buffer.length();
            if (lying >= WINDOW && !paused) {
                paused = true;
                request.pause();
            }
            if (waiting && !waking) {
                waking = true;
                loop.runOnContext(readEverything -> wake()); // tasks run after the connections
            }
        }
    }

    private void wake() {
        synchronized (turn) {
            waking = false;
            turn.notifyAll();
        }
    }

    private void goOn() {
        synchronized (turn) {
            if (paused && lying < WINDOW) {
                paused = false;
                request.resume();
            }
        }
    }

    private void end() {
        synchronized (turn) {
            ended = true;
            turn.notifyAll();
        }
    }

    private void fail(Throwable cause) {
        synchronized (turn) {
            failure = cause;
            turn.notifyAll();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Buffer buffer = current == null ? next() : current;
        if (buffer == null) {
            return -1;
        }
        int read = Math.min(length, buffer.length() - position);
        buffer.getBytes(position, position + read, target, from);
        position += read;
        if (position == buffer.length()) {
            current = null;
            position = 0;
        } else {
            current = buffer;
        }
        return read;
    }

    private @Nullable Buffer next() throws IOException {
        if (!begun) {
            begin();
        }
        if (taken.isEmpty()) {
            take();
        }
        return taken.poll();
    }

    /** Takes all that has arrived, once anything has; nothing at the end. */
    private void take() throws IOException {
        synchronized (turn) {
            await();
            if (arrived.isEmpty() && failure != null) {
                throw new IOException("the body ended before its end", failure);
            }
            Queue<Buffer> all = arrived;
            arrived = taken;
            taken = all;
            lying = 0;
            if (paused) {
                Objects.requireNonNull(loop).runOnContext(room -> goOn());
            }
        }
    }

    private void await() throws InterruptedIOException {
        waiting = true;
        try {
            while (arrived.isEmpty() && !ended && failure == null) {
                turn.wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the body arrives");
        } finally {
            waiting = false;
        }
    }
}
