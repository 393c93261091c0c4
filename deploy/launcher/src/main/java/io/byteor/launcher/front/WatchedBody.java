package io.byteor.launcher.front;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
    private @Nullable Handler<Throwable> failure;
    private boolean flowing;
    private boolean over;
    private boolean expired;
    private long since;

    private WatchedBody(HttpServerRequest request, Vertx vertx, Duration limit) {
        this.request = request;
        this.vertx = vertx;
        this.limit = limit;
    }

    /** The body of a request of which nothing has been read yet. */
    static WatchedBody of(HttpServerRequest request, Vertx vertx, Duration limit) {
        WatchedBody body = new WatchedBody(request, vertx, limit);
        body.lookIn(limit.toNanos());
        return body;
    }

    /** Whether it failed for that. */
    boolean expired() {
        return expired;
    }

    private void lookIn(long nanos) {
        vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), due -> look());
    }

    private void look() {
        if (over || request.response().ended()) {
            return;
        }
        long idle = flowing ? System.nanoTime() - since : 0;
        if (idle < limit.toNanos()) {
            lookIn(limit.toNanos() - idle);
        } else {
            expire();
        }
    }

    private void expire() {
        over = true;
        expired = true;
        Handler<Throwable> told = failure;
        if (told == null || request.response().headWritten()) {
            request.connection().close().onComplete(closed -> {}); // there is no other answer any more
        } else {
            told.handle(new SocketTimeoutException("nothing of the body arrived for " + limit));
        }
    }

    @Override
    public WatchedBody handler(@Nullable Handler<Buffer> handler) {
        request.handler(
                handler == null
                        ? null
                        : buffer -> {
                            since = System.nanoTime();
                            handler.handle(buffer);
                        });
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
        flowing = true;
        since = System.nanoTime();
        request.fetch(amount);
        return this;
    }

    @Override
    public WatchedBody endHandler(@Nullable Handler<Void> handler) {
        request.endHandler(end -> {
            over = true;
            if (handler != null) {
                handler.handle(end);
            }
        });
        return this;
    }

    @Override
    public WatchedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        failure = handler;
        request.exceptionHandler(
                handler == null
                        ? null
                        : cause -> {
                            over = true;
                            handler.handle(cause);
                        });
        return this;
    }
}
