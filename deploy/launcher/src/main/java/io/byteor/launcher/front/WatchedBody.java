package io.byteor.launcher.front;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that fails when nothing of it arrives for too long while it is asked for; while the service takes no more,
 * its sender has all the time. Belongs to the event loop of its connection.
 */
final class WatchedBody implements ReadStream<Buffer> {
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Duration limit;
    private final Promise<Void> begun = Promise.promise();
    private @Nullable Buffer first;
    private @Nullable Handler<Buffer> taker;
    private @Nullable Handler<Void> whenEnded;
    private Handler<Throwable> whenFailed = begun::tryFail;
    private boolean flowing;
    private boolean ended;
    private boolean failed;
    private boolean expired;
    private long since;

    /** The body of a request of which nothing has been read yet. */
    WatchedBody(HttpServerRequest request, Vertx vertx, Duration limit) {
        this.request = request;
        this.vertx = vertx;
        this.limit = limit;
    }

    /** Whether a request has a body, be it empty (RFC 9112, 6). */
    static boolean isIn(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    /** Succeeds when something of it has arrived, or its end; fails when nothing does in time. */
    Future<Void> begin() {
        request.handler(this::arrive);
        request.endHandler(end -> end());
        request.exceptionHandler(this::fail);
        flow();
        request.fetch(1);
        lookIn(limit.toNanos());
        return begun.future();
    }

    /** Whether it failed for that. */
    boolean expired() {
        return expired;
    }

    private void flow() {
        flowing = true;
        since = System.nanoTime();
    }

    private void arrive(Buffer buffer) {
        since = System.nanoTime();
        if (taker == null) {
            first = buffer;
            flowing = false;
            begun.tryComplete();
        } else {
            taker.handle(buffer);
        }
    }

    private void end() {
        ended = true;
        begun.tryComplete();
        if (whenEnded != null) {
            whenEnded.handle(null);
        }
    }

    private void fail(Throwable cause) {
        failed = true;
        whenFailed.handle(cause);
    }

    private void lookIn(long nanos) {
        vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), due -> look());
    }

    private void look() {
        if (ended || failed || request.response().ended()) {
            return;
        }
        long idle = flowing ? System.nanoTime() - since : 0;
        if (idle < limit.toNanos()) {
            lookIn(limit.toNanos() - idle);
        } else if (request.response().headWritten()) {
            request.connection().close().onComplete(closed -> {}); // there is no other answer any more
        } else {
            expired = true;
            fail(new SocketTimeoutException("nothing of the body arrived for " + limit));
        }
    }

    @Override
    public WatchedBody handler(@Nullable Handler<Buffer> handler) {
        taker = handler;
        return this;
    }

    @Override
    public WatchedBody pause() {
        flowing = false;
        request.pause();
        return this;
    }

    @Override
    public WatchedBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public WatchedBody fetch(long amount) {
        flow();
        Buffer held = first;
        first = null;
        if (held != null && taker != null) {
            taker.handle(held);
        }
        if (flowing) { // the first has not been enough
            request.fetch(amount);
        }
        return this;
    }

    @Override
    public WatchedBody endHandler(@Nullable Handler<Void> handler) {
        whenEnded = handler;
        if (ended && handler != null) {
            handler.handle(null);
        }
        return this;
    }

    @Override
    public WatchedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        whenFailed = handler == null ? begun::tryFail : handler;
        return this;
    }
}
