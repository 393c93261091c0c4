package io.byteor.ingest.guard.http;

import io.byteor.ingest.config.IngestConfig;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections on which no whole head of a request arrives in time, however it drips: counted from their beginning, and from
 * the end of each answer. The server has no limit of that kind; its idle limit starts anew with every byte, and would cut off
 * requests that are long in the making. What it does not tell of, connections without a request, is looked for among the
 * channels of the event loops.
 *
 * <p>A first head is answered 408 HEADERS_LATE. A later one cannot be told from a connection that is kept for another request,
 * which is closed without a word (RFC 9112, 9.5).
 */
@Singleton
class HeadWatch {
    private static final int LOOKS_PER_LIMIT = 4;
    private static final AttributeKey<Waiting> WAITING = AttributeKey.valueOf(HeadWatch.class, "waiting");

    private final EventLoopGroup loops;
    private final Duration limit;

    HeadWatch(@MainEventLoopGroup EventLoopGroup loops, IngestConfig config) {
        this.loops = loops;
        this.limit = config.guards().head();
    }

    void register(@Observes Filters filters) {
        filters.register(this::arrived, HeaderLimit.FIRST + 1);
    }

    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(this::arrived);
    }

    void start(@Observes StartupEvent event) {
        long pause = limit.dividedBy(LOOKS_PER_LIMIT).toMillis();
        for (EventExecutor loop : loops) {
            var _ = loop.scheduleWithFixedDelay(
                    () -> look((SingleThreadEventLoop) loop), pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void arrived(RoutingContext context) {
        Waiting waiting = waiting(((ConnectionBase) context.request().connection()).channel());
        waiting.begin();
        context.addEndHandler(answered -> waiting.end());
        context.next();
    }

    private static Waiting waiting(Channel channel) {
        Waiting known = channel.attr(WAITING).get();
        if (known != null) {
            return known;
        }
        Waiting unknown = new Waiting();
        channel.attr(WAITING).set(unknown); // on the one thread that a channel has
        return unknown;
    }

    /** On the loop's own thread. */
    private void look(SingleThreadEventLoop loop) {
        for (var channels = loop.registeredChannelsIterator(); channels.hasNext(); ) {
            Channel channel = channels.next();
            if (channel.parent() != null) { // which is what accepted it
                look(channel);
            }
        }
    }

    private void look(Channel channel) {
        Waiting waiting = waiting(channel);
        if (!waiting.longerThan(limit)) {
            return;
        }
        if (waiting.forTheFirst() && channel.pipeline().get(HttpRequestDecoder.class) != null) {
            // Before all encoders: they know of no request that this would answer.
            channel.pipeline().firstContext().writeAndFlush(answer()).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = channel.close();
        }
    }

    private ByteBuf answer() {
        Problem problem = new ByteorException(
                        ErrorCode.HEADERS_LATE, "a whole head within %s".formatted(limit), "headers", null)
                .problem();
        String body = CanonicalJson.mapper().valueToTree(problem).toString();
        return Unpooled.copiedBuffer(
                "HTTP/1.1 %d Request Timeout\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(
                                problem.status(),
                                Problem.MEDIA_TYPE,
                                body.getBytes(StandardCharsets.UTF_8).length,
                                body),
                StandardCharsets.UTF_8);
    }

    /** Since when a connection is waited for; with HTTP/2 several requests of one can be under way. Thread-safe. */
    private static final class Waiting {
        private long since = System.nanoTime();
        private int underWay;
        private boolean first = true;

        synchronized void begin() {
            first = false;
            underWay++;
        }

        synchronized void end() {
            underWay--;
            since = System.nanoTime();
        }

        synchronized boolean longerThan(Duration limit) {
            return underWay == 0 && System.nanoTime() - since > limit.toNanos();
        }

        synchronized boolean forTheFirst() {
            return first;
        }
    }
}
