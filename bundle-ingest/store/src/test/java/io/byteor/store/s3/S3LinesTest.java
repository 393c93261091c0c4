package io.byteor.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.folder.LineClaim;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a line is taken for when others reach for it at the same moment. */
class S3LinesTest {
    private static final Digest ROOT = Digest.of(new byte[] {1});
    private static final byte[] ANOTHERS = new LineClaim("agent-2", "demo").encoded();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> puts = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> gets = new ArrayDeque<>();
    private HttpServer server;
    private Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                String method = exchange.getRequestMethod();
                asked.add(method);
                int status = ("PUT".equals(method) ? puts : gets).remove();
                boolean found = status == 200 && "GET".equals(method);
                exchange.sendResponseHeaders(status, found ? ANOTHERS.length : -1);
                if (found) {
                    exchange.getResponseBody().write(ANOTHERS);
                }
            }
        });
        server.start();
        bucket = new Bucket(new S3Settings(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                "us-east-1",
                "bucket",
                Optional.of(new S3Settings.Keys("access", "secret"))));
    }

    @AfterEach
    void close() {
        bucket.close();
        server.stop(0);
    }

    @Test
    void aConflictSaysNothingAndIsAskedAgain() throws IOException {
        puts.addAll(List.of(409, 409, 200));

        assertThat(new S3Lines(bucket).claimLine(ROOT, "agent-1", "demo")).isTrue();
        assertThat(asked).containsExactly("PUT", "PUT", "PUT");
    }

    @Test
    void aConflictThatDoesNotEndIsNoAnswer() {
        puts.addAll(List.of(409, 409, 409, 409, 409));

        assertThatIOException().isThrownBy(() -> new S3Lines(bucket).claimLine(ROOT, "agent-1", "demo"));
    }

    @Test
    void aLineThatIsThereAndCannotBeReadIsNobodysYet() {
        puts.add(412);
        gets.add(404);

        assertThatIOException().isThrownBy(() -> new S3Lines(bucket).claimLine(ROOT, "agent-1", "demo"));
    }

    @Test
    void aRootThatAnotherWasDerivedFromMeanwhileIsNotEntered() throws IOException {
        puts.add(412);
        gets.add(200);

        assertThat(new S3Lines(bucket).enterLine(ROOT, "agent-1", "demo")).isFalse();
    }
}
