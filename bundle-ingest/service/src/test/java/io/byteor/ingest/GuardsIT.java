package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class GuardsIT {
    private static final String BUNDLES = "/capture/v1/bundles";
    private static final String BLOB = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    @TestHTTPResource(management = true)
    URI management;

    @Test
    void refusesHeadersBeyondTheLimit() {
        as("analyst")
                .header("X-Padding", "x".repeat(20_000))
                .get(BUNDLES + "/sha256:0")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("code", equalTo("HEADERS_TOO_LARGE"));
        as("analyst")
                .get(BUNDLES + "/" + "x".repeat(20_000))
                .then()
                .statusCode(431)
                .body("code", equalTo("HEADERS_TOO_LARGE"));
        as("analyst")
                .header("X-Padding", "x".repeat(80_000))
                .get(BUNDLES + "/sha256:0")
                .then()
                .statusCode(431);
    }

    @Test
    void endsAnUploadWhoseBodyStopsArriving() throws IOException {
        String answer = exchange("Content-Length: 1048576", new byte[] {1, 2, 3});

        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .contains("application/problem+json")
                .contains("\"BODY_IDLE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /capture/v1/bundles", "PUT /capture/v1/blobs/" + BLOB})
    void endsAnUploadWhoseBodyNeverBegins(String request) throws IOException {
        try (Socket socket = begin(request, "Content-Length: 1048576")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("\"BODY_IDLE\"");
        }
    }

    @Test
    void answersAndEndsAConnectionWhoseFirstHeadDoesNotEndHoweverItDrips() throws IOException {
        try (Socket socket = connect("GET " + BUNDLES + " HTTP/1.1\r\nX: ")) {
            AtomicReference<String> answer = new AtomicReference<>();
            Thread reader = Thread.startVirtualThread(() -> answer.set(rest(socket)));
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        drip(socket);
                        return !reader.isAlive();
                    });
            assertThat(answer.get())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json")
                    .contains("\"HEADERS_LATE\"");
        }
    }

    @Test
    void closesAConnectionThatHasItsAnswerAndSendsNoOtherWholeHead() throws IOException {
        String first = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (Socket silent = connect(first);
                Socket begun = connect(first + "GET /again HTTP/1.1\r\nX: ")) {
            for (Socket socket : new Socket[] {silent, begun}) {
                assertThat(rest(socket))
                        .startsWith("HTTP/1.1 404 ")
                        .endsWith("}")
                        .doesNotContain("/again");
            }
        }
    }

    @Test
    void watchesThePortOfHealthAndMetricsToo() throws IOException {
        String scrape = "GET /q/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (Socket whole = connectToManagement(scrape);
                Socket half = connectToManagement("GET /q/metrics HTTP/1.1\r\n")) {
            assertThat(rest(whole)).startsWith("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 408 ");
            assertThat(rest(half)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedBeyondTheLimit() throws IOException {
        assertThat(exchange("Content-Length: 99999999999999", new byte[0]))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"BODY_TOO_LARGE\"");
    }

    @Test
    void tellsHowOftenAnAgentWasRefusedAndCountsAForgedNameForItsAddress() {
        String agent = "agent-" + UUID.randomUUID();
        String forger = "agent-" + UUID.randomUUID();

        get(TestTokens.of("agent", agent, "nowhere")).statusCode(404);
        get(TestTokens.expired("agent", agent)).statusCode(401);
        get(TestTokens.of("agent", agent, "*") + "x").statusCode(401);
        get(TestTokens.forged("agent", forger)).statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("agent", agent, "nowhere"))
                .contentType("application/x-tar")
                .body(TestBundle.of("INC-1").tar())
                .post(BUNDLES)
                .then()
                .statusCode(403);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(answers().filter(it -> agent.equals(it.getAgentId())))
                        .extracting(AgentResponded::getStatus, AgentResponded::getCode, AgentResponded::getPart)
                        .containsExactlyInAnyOrder(
                                tuple(401, "UNAUTHENTICATED", "bundle-ingest"),
                                tuple(403, "AGENT_MISMATCH", "bundle-ingest")));
        assertThat(answers().filter(it -> it.getAgentId() == null && it.getStatus() == 401))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getAddress()).isEqualTo("127.0.0.1"));
        assertThat(answers()).noneMatch(it -> forger.equals(it.getAgentId()));
    }

    private static Stream<AgentResponded> answers() {
        return TopicEvents.all(
                Topic.AGENT_RESPONSE,
                AgentResponded.class,
                it -> it.getAgentId() == null ? "address:" + it.getAddress() : it.getAgentId())
                .stream();
    }

    private static ValidatableResponse get(String token) {
        return given().auth()
                .oauth2(token)
                .get(BUNDLES + "/sha256:" + "0".repeat(64))
                .then();
    }

    /** Sends the head of an upload and the beginning of its body, then reads the answer till the server closes. */
    private static String exchange(String length, byte[] body) throws IOException {
        try (Socket socket = begin("POST " + BUNDLES, length)) {
            socket.getOutputStream().write(body);
            return answer(socket);
        }
    }

    private Socket connectToManagement(String beginning) throws IOException {
        return connect(management.getHost(), management.getPort(), beginning);
    }

    private static Socket begin(String request, String length) throws IOException {
        return connect("""
                %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/x-tar\r
                %s\r
                \r
                """.formatted(request, TestTokens.of("agent", "agent-" + UUID.randomUUID(), "*"), length));
    }

    private static Socket connect(String beginning) throws IOException {
        return connect(URI.create(RestAssured.baseURI).getHost(), RestAssured.port, beginning);
    }

    private static Socket connect(String host, int port, String beginning) throws IOException {
        Socket socket = new Socket(host, port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        byte[] answer = new byte[1 << 14];
        int count = 0;
        for (int more; (more = socket.getInputStream().read(answer, count, answer.length - count)) > 0; ) {
            count += more;
            String text = new String(answer, 0, count, StandardCharsets.UTF_8);
            if (text.contains("\r\n\r\n") && text.endsWith("}")) {
                break;
            }
        }
        return new String(answer, 0, count, StandardCharsets.UTF_8);
    }

    /** All that comes until the server closes. */
    private static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException closed) {
            return; // and what was answered can still be read
        }
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role));
    }
}
