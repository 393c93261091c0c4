package io.byteor.ingest.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyTapTest {
    private static final int WINDOW = 256 << 10;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final BodyTap tap = new BodyTap(channel);

    BodyTapTest() {
        channel.pipeline().addLast(tap);
    }

    @Test
    void anUploadsBodyIsTakenAndTheServerToldThatItWasEmpty() throws IOException {
        channel.writeInbound(head(HttpMethod.POST, "application/x-tar"), content("one "), last("two"));

        BodyQueue body = tap.next().orElseThrow();

        assertThat(text(body)).isEqualTo("one two");
        assertThat(channel.<Object>readInbound()).isInstanceOf(HttpRequest.class);
        assertThat(channel.<Object>readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void aTypeThatOnlySpeaksOfJsonIsAnUploads() {
        channel.writeInbound(head(HttpMethod.POST, "application/x-tar; profile=json"), last("tar"));

        assertThat(tap.next()).hasValueSatisfying(BodyQueue::discard);
    }

    @Test
    void anyOtherBodyIsTheServers() {
        channel.writeInbound(head(HttpMethod.POST, "application/json; charset=utf-8"), last("{}"));
        channel.writeInbound(head(HttpMethod.PUT, "application/x-tar"), last("blob"));

        assertThat(tap.next()).isEmpty();
        assertThat(tap.next()).isEmpty();
        assertThat(channel.inboundMessages()).hasSize(4).doesNotContain(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.releaseInbound();
    }

    @Test
    void requestsThatFollowEachOtherUnansweredKeepTheirBodiesApart() throws IOException {
        channel.writeInbound(head(HttpMethod.POST, null), content("first"), last(""));
        channel.writeInbound(head(HttpMethod.GET, null), last(""));
        channel.writeInbound(head(HttpMethod.POST, "application/gzip"), content("sec"), last("ond"));

        assertThat(text(tap.next().orElseThrow())).isEqualTo("first");
        assertThat(tap.next()).isEmpty();
        assertThat(text(tap.next().orElseThrow())).isEqualTo("second");
    }

    @Test
    void beyondAWindowTheConnectionIsNotReadUntilSomebodyReads() throws IOException {
        channel.writeInbound(head(HttpMethod.POST, null), content("x".repeat(WINDOW)));
        BodyQueue body = tap.next().orElseThrow();
        assertThat(channel.config().isAutoRead()).isFalse();

        body.take(new ArrayDeque<>()).forEach(ByteBuf::release);
        channel.runPendingTasks();

        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void theConnectionOfAWholeBodyIsReadForTheNextRequestWhetherOrNotSomebodyReads() {
        channel.writeInbound(head(HttpMethod.POST, null), content("x".repeat(WINDOW)), last(""));

        assertThat(channel.config().isAutoRead()).isTrue();
        tap.next().orElseThrow().discard();
    }

    @Test
    void whatNobodyWillReadIsLetGo() {
        ByteBuf before = buffer("x".repeat(WINDOW));
        ByteBuf after = buffer("more");
        channel.writeInbound(head(HttpMethod.POST, null), new DefaultHttpContent(before));
        assertThat(channel.config().isAutoRead()).isFalse();

        tap.next().orElseThrow().discard();
        channel.writeInbound(new DefaultHttpContent(after));

        assertThat(List.of(before.refCnt(), after.refCnt())).containsOnly(0);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aConnectionThatBreaksEndsTheBodyBehindWhatHasArrived() throws IOException {
        channel.writeInbound(head(HttpMethod.POST, null), content("some"));
        BodyQueue body = tap.next().orElseThrow();

        var _ = channel.close();

        Queue<ByteBuf> arrived = body.take(new ArrayDeque<>());
        assertThat(arrived).hasSize(1);
        arrived.remove().release();
        assertThatThrownBy(() -> body.take(arrived))
                .isInstanceOf(IOException.class)
                .hasMessage("the body ended before its end");
    }

    private static HttpRequest head(HttpMethod method, @Nullable String type) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/capture/v1/bundles");
        if (type != null) {
            head.headers().set("Content-Type", type);
        }
        return head;
    }

    private static DefaultHttpContent content(String text) {
        return new DefaultHttpContent(buffer(text));
    }

    private static LastHttpContent last(String text) {
        return new DefaultLastHttpContent(buffer(text));
    }

    private static ByteBuf buffer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(Math.max(1, bytes.length))
                .writeBytes(bytes);
    }

    private static String text(BodyQueue body) throws IOException {
        List<String> pieces = new ArrayList<>();
        for (Queue<ByteBuf> taken = body.take(new ArrayDeque<>()); !taken.isEmpty(); taken = body.take(taken)) {
            while (!taken.isEmpty()) {
                ByteBuf piece = taken.remove();
                pieces.add(piece.toString(StandardCharsets.UTF_8));
                piece.release();
            }
        }
        return String.join("", pieces);
    }
}
