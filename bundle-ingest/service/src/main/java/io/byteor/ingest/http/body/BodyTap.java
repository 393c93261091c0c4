package io.byteor.ingest.http.body;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.ws.rs.core.MediaType;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bodies of uploads off a connection before the server does, which would copy every byte of them onto the heap; the
 * server is told that they were empty. Requests may follow each other before the first has been answered (RFC 9112, 9.3.2).
 * On the connection's own thread.
 */
final class BodyTap extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final Queue<Optional<BodyQueue>> requests = new ArrayDeque<>();
    private @Nullable BodyQueue arriving;

    BodyTap(Channel channel) {
        this.channel = channel;
    }

    /** Of the next request that is answered, which is in the order in which they came; nothing where the server has its body. */
    Optional<BodyQueue> next() {
        return requests.remove();
    }

    /** Lets the head of a request pass, and from here on takes what follows where it is an upload. */
    void pass(String method, @Nullable String contentType) {
        arriving = isUpload(method, contentType) ? new BodyQueue(channel) : null;
        requests.add(Optional.ofNullable(arriving));
    }

    /** Whatever {@link io.byteor.ingest.http.BundleResource} reads as a stream, and nothing that others read. */
    private static boolean isUpload(String method, @Nullable String contentType) {
        return "POST".equals(method)
                && (contentType == null
                        || !contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest head) {
            pass(head.method().name(), head.headers().get(HttpHeaderNames.CONTENT_TYPE));
        }
        if (arriving == null || !(message instanceof HttpContent content)) {
            context.fireChannelRead(message);
        } else if (!content.decoderResult().isSuccess()) {
            arriving.fail(content.decoderResult().cause());
            context.fireChannelRead(content); // the server ends the connection
        } else {
            arriving.arrive(content.content());
            if (content instanceof LastHttpContent) {
                arriving.end();
                arriving = null;
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (arriving != null) {
            arriving.fail(new ClosedChannelException());
        }
        requests.forEach(request -> request.ifPresent(BodyQueue::discard));
        context.fireChannelInactive();
    }
}
