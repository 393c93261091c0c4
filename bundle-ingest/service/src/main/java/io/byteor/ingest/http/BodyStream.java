package io.byteor.ingest.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read by a thread that may wait. A window of it arrives ahead of the reader, so that reader and event loop
 * work side by side instead of waking each other for every buffer; beyond the window the connection is not read. For one
 * reader.
 */
final class BodyStream extends InputStream {
    /** Buffers that may lie here; each has at most {@code quarkus.http.limits.max-chunk-size}. */
    private static final int WINDOW = 8;

    private final HttpServerRequest request;
    private final Queue<Buffer> arrived = new ArrayDeque<>();
    private boolean begun;
    private boolean ended;
    private @Nullable Throwable failure;
    private @Nullable Buffer current;
    private int position;
    private int taken;

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
        request.fetch(WINDOW);
    }

    private synchronized void arrive(Buffer buffer) {
        arrived.add(buffer);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
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
        Buffer next = await();
        if (next != null && ++taken == WINDOW / 2) {
            taken = 0;
            request.fetch(WINDOW / 2);
        }
        return next;
    }

    private synchronized @Nullable Buffer await() throws IOException {
        try {
            while (arrived.isEmpty() && !ended && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the body arrives");
        }
        if (arrived.isEmpty() && failure != null) {
            throw new IOException("the body ended before its end", failure);
        }
        return arrived.poll();
    }
}
