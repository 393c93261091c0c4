package io.byteor.ingest.http.body;

import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The body of a request, read by a thread that may wait. For one reader, which closes it. */
public final class BodyStream extends InputStream {
    private final HttpServerRequest request;
    private final BodyQueue body;
    private Queue<ByteBuf> taken = new ArrayDeque<>();
    private boolean begun;

    private BodyStream(HttpServerRequest request, BodyQueue body) {
        this.request = request;
        this.body = body;
    }

    /** The body of an upload of which nothing has been read yet; the client is asked for it when it is first read. */
    public static BodyStream of(HttpServerRequest upload) {
        return new BodyStream(upload, BodyTaps.body(upload));
    }

    private void begin() {
        if (!begun) {
            begun = true;
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
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
        ByteBuf buffer = current();
        if (buffer == null) {
            return -1;
        }
        int read = Math.min(length, buffer.readableBytes());
        buffer.readBytes(target, from, read);
        if (!buffer.isReadable()) {
            taken.remove().release();
        }
        return read;
    }

    private @Nullable ByteBuf current() throws IOException {
        if (taken.isEmpty()) {
            begin();
            taken = body.take(taken);
        }
        return taken.peek();
    }

    @Override
    public void close() {
        taken.forEach(ByteBuf::release);
        taken.clear();
    }
}
