package io.byteor.launcher.front;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which no whole head of a request arrives in time, counted from their beginning and from the end of each
 * answer. Without an answer: there is no request yet that one could belong to. Thread-safe.
 */
final class HeadWatch {
    private final Vertx vertx;
    private final long limitMillis;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    HeadWatch(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limitMillis = limit.toMillis();
    }

    void connected(HttpConnection connection) {
        connection.closeHandler(closed -> stop(connection));
        await(connection);
    }

    /** The head has arrived; what is waited for next is the one after it. */
    void arrived(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        stop(connection);
        request.response().endHandler(answered -> await(connection));
    }

    private void await(HttpConnection connection) {
        timers.put(connection, vertx.setTimer(limitMillis, due -> {
            timers.remove(connection);
            connection.close().onComplete(closed -> {});
        }));
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
