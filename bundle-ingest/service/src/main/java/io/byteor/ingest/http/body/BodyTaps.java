package io.byteor.ingest.http.body;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Puts a {@link BodyTap} on each connection, and finds the body of the request that is being answered. HTTP/1.1 only. */
@Singleton
class BodyTaps {
    /** Sees every request, also one that another filter answers. */
    private static final int FIRST = 10_000;

    private static final AttributeKey<BodyTap> TAP = AttributeKey.valueOf(BodyTaps.class, "tap");
    private static final AttributeKey<BodyQueue> BODY = AttributeKey.valueOf(BodyTaps.class, "body");

    void register(@Observes Filters filters) {
        filters.register(BodyTaps::arrived, FIRST);
    }

    /** The body of an upload that is being answered. Thread-safe. */
    static BodyQueue body(HttpServerRequest upload) {
        return Objects.requireNonNull(channel(upload).attr(BODY).get(), "no upload");
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static void arrived(RoutingContext context) {
        HttpServerRequest request = context.request();
        Channel channel = channel(request);
        BodyTap tap = channel.attr(TAP).get();
        if (tap == null) {
            tap = new BodyTap(channel);
            tap.pass(
                    request.method().name(),
                    request.getHeader(HttpHeaders.CONTENT_TYPE)); // nothing after it was read yet
            channel.attr(TAP).set(tap);
            String server = channel.pipeline().context(VertxHandler.class).name();
            channel.pipeline().addBefore(server, null, tap);
        }
        tap.next().ifPresent(body -> {
            channel.attr(BODY).set(body);
            context.addEndHandler(answered -> body.discard());
        });
        context.next();
    }
}
