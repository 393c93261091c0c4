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
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class GuardsIT {
    private static final String BUNDLES = "/capture/v1/bundles";

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
        URI server = URI.create(RestAssured.baseURI);
        try (Socket socket = new Socket(server.getHost(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                    POST /capture/v1/bundles HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/x-tar\r
                    %s\r
                    \r
                    """.formatted(
                            TestTokens.of("agent", "agent-" + UUID.randomUUID(), "*"), length)
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
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
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role));
    }
}
