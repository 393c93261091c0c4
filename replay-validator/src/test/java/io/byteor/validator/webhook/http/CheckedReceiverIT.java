package io.byteor.validator.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.address.AddressRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedReceiverIT {
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/moved") ? 307 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsOnceAndFollowsNothing() throws IOException {
        assertThat(post("/hook?key=a%20b", true)).isEqualTo(204);
        assertThat(post("/moved", true)).isEqualTo(307);

        assertThat(asked).containsExactly("POST /hook?key=a%20b m-1 {\"a\":1}", "POST /moved m-1 {\"a\":1}");
    }

    @Test
    void neverConnectsToAnAddressThatIsNotAllowed() {
        CheckedReceiver receiver = new CheckedReceiver(URI.create("https://localhost:" + port()), false, TIMEOUT, TLS);

        assertThatThrownBy(() -> receiver.post(Map.of(), BODY)).isInstanceOf(AddressRefusedException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void waitsNoLongerThanItsTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            CheckedReceiver receiver = new CheckedReceiver(url, true, Duration.ofMillis(200), TLS);

            assertThatThrownBy(() -> receiver.post(Map.of(), BODY)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "ftp://example.com/", "https:/hook", "https://user@example.com/"})
    void takesNoUrlThatItCouldNotCallSafely(String url) {
        assertThatThrownBy(() -> new CheckedReceiver(URI.create(url), false, TIMEOUT, TLS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int post(String path, boolean privateToo) throws IOException {
        return new CheckedReceiver(URI.create("http://127.0.0.1:" + port() + path), privateToo, TIMEOUT, TLS)
                .post(Map.of("webhook-id", "m-1"), BODY);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
