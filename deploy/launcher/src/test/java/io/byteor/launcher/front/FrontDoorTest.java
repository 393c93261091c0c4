package io.byteor.launcher.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
    private static final int MIB = 1 << 20;
    private static final Duration MILLIS = Duration.ofMillis(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer capture;
    private FrontDoor front;

    @BeforeEach
    void open() throws IOException {
        capture = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        capture.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        capture.createContext("/", exchange -> {
            requests.incrementAndGet();
            long length = count(exchange.getRequestBody());
            byte[] answer = "%s %s %d %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            length,
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        capture.start();
        int nobody = closedPort();
        front = FrontDoor.open(
                0,
                Map.of("capture", capture.getAddress().getPort(), "audit", nobody),
                new FrontLimits(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() {
        front.close();
        capture.stop(0);
        client.close();
    }

    @Test
    void handsOnMethodPathQueryHeadersAndStatus() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(front.url().resolve("/capture/v1/bundles?x=1%202"))
                        .header("Authorization", "Bearer t")
                        .POST(BodyPublishers.ofString("abc"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("POST /capture/v1/bundles?x=1%202 3 Bearer t");
    }

    @Test
    void saysOfAHeadBeyondWhatAnythingTakesThatItIsTooLarge() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(front.url().resolve("/capture/v1/bundles"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("X-Padding", "x".repeat(80_000))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("HEADERS_TOO_LARGE");
    }

    @Test
    void streamsABodyOfUnknownLengthLargerThanAnyBuffer() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(front.url().resolve("/capture/v1/bundles"))
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(64L * MIB)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains(" " + 64L * MIB + " ");
    }

    @Test
    void aPathThatNobodyOwnsIsNotFound() throws Exception {
        for (String path : new String[] {"/", "/captures/v1", "/q/health"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"").contains(path);
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsUnavailable() throws Exception {
        HttpResponse<String> answer = get("/audit/v1/replays");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");
    }

    @Test
    void aTakenPortIsNamed() {
        int port = front.url().getPort();

        assertThatThrownBy(() -> FrontDoor.open(port, Map.of(), FrontLimits.STANDARD))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    void aBodyThatNeverBeginsOrStopsIsAnsweredAndItsConnectionEnds() throws Exception {
        for (String beginning : new String[] {"", "ab"}) {
            try (Socket client =
                    connect("POST /capture/v1/bundles HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n" + beginning)) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer)
                        .startsWith("HTTP/1.1 408 ")
                        .containsIgnoringCase("connection: close")
                        .contains("application/problem+json")
                        .contains("\"code\":\"BODY_IDLE\"");
            }
        }
    }

    @Test
    void aClientThatWaitsToBeAskedForItsBodyIsAsked() throws Exception {
        try (Socket client = connect("POST /capture/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Connection: close\r\nContent-Length: 3\r\n\r\n")) {
            byte[] asked = client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            client.getOutputStream().write("abc".getBytes(StandardCharsets.UTF_8));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(new String(asked, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 100 ");
            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("POST /capture/x 3");
        }
    }

    @Test
    void aBodyOfNoBytesIsPassedOnHoweverItIsFramed() throws Exception {
        for (String framing : List.of("Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            try (Socket client = connect("POST /capture/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + framing)) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 201 ").contains("POST /capture/x 0");
            }
        }
    }

    @Test
    void clientsThatBeginNoBodyKeepNobodyElseOut() throws Exception {
        List<Socket> idlers = new ArrayList<>();
        try {
            for (int idler = 0; idler < 100; idler++) {
                idlers.add(connect("POST /capture/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"));
            }
            assertThat(get("/capture/v1/x").statusCode()).isEqualTo(201);
            assertThat(requests).hasValue(1);
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
    }

    @Test
    void aBodyThatArrivesSlowlyButSteadilyIsTaken() throws Exception {
        try (Socket client =
                connect("POST /capture/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\n")) {
            long began = System.nanoTime();
            for (int sent = 0; sent < 5; sent++) {
                long due = began + sent * MILLIS.multipliedBy(300).toNanos();
                await().pollInterval(MILLIS).until(() -> System.nanoTime() >= due);
                client.getOutputStream().write('x');
            }
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("POST /capture/x 5");
        }
    }

    @Test
    void aHeadThatDoesNotEndEndsItsConnectionHoweverItDrips() throws Exception {
        try (Socket client = connect("GET /capture/x HTTP/1.1\r\n")) {
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> isClosedOn(client));
        }
    }

    @Test
    void aConnectionThatHasHadItsAnswerDoesNotWaitForAnotherRequestForEver() throws Exception {
        try (Socket client = connect("GET /capture/x HTTP/1.1\r\nHost: x\r\n\r\nGET /capture/y HTTP/1.1\r\n")) {
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 201 ")
                    .contains("GET /capture/x 0")
                    .doesNotContain("/capture/y");
        }
    }

    private Socket connect(String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.url().getPort());
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Sends one byte more of a head, which fails once the other side is gone. */
    private static boolean isClosedOn(Socket client) {
        try {
            client.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = front.url().resolve(path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static int closedPort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long count(InputStream body) throws IOException {
        long length = 0;
        byte[] buffer = new byte[64 * 1024];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            length += read;
        }
        return length;
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            left -= given;
            return given;
        }
    }
}
