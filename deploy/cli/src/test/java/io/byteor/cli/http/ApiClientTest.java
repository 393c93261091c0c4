package io.byteor.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    private static final Map<String, String> LATER = Map.of("Retry-After", "1");
    private static final String NOT_THERE = """
            {"type":"/docs/error-codes#replay_not_found","title":"t","status":404,"code":"REPLAY_NOT_FOUND","detail":"no replay of this id","place":"replayId","value":"r1","retryable":true}""";
    private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode().put("a", 1);

    private final ScriptedServer server = new ScriptedServer();
    private final FakePassage passage = new FakePassage();
    private final ApiClient client = ApiClient.of(server.url(), "secret", passage);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheTokenAndItsOwnIdempotencyKeyWithEveryCommand() {
        server.on("POST", "/x", 200, "{}");

        client.post("/x", BODY, CallOptions.once());
        client.post("/x", BODY, CallOptions.once());
        client.post("/x", BODY, CallOptions.withKey("mine"));

        assertThat(server.asked()).allSatisfy(asked -> {
            assertThat(asked.header("Authorization")).contains("Bearer secret");
            assertThat(asked.header("Prefer")).contains("wait=10");
            assertThat(asked.body()).isEqualTo("{\"a\":1}");
        });
        List<String> keys = server.asked().stream()
                .map(asked -> asked.header("Idempotency-Key").orElseThrow())
                .toList();
        assertThat(keys).doesNotHaveDuplicates().last().isEqualTo("mine");
    }

    @Test
    void followsA202ToItsOutcome() {
        server.on("POST", "/x", 202, "{}", Map.of("Location", "/outcomes/7"))
                .on("GET", "/outcomes/7", 202, "{}")
                .on("GET", "/outcomes/7", 404, NOT_THERE, LATER)
                .on("GET", "/outcomes/7", 200, "{\"done\":true}");

        Answer answer = client.post("/x", BODY, CallOptions.once());

        assertThat(answer.body().path("done").asBoolean()).isTrue();
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void saysWhereTheOutcomeWillStandWhenTheTimeIsOver() {
        server.on("POST", "/x", 202, "{}", Map.of("Location", "/outcomes/7")).on("GET", "/outcomes/7", 202, "{}");

        NoAnswerException late = catchThrowableOfType(
                NoAnswerException.class, () -> client.post("/x", BODY, new CallOptions("k", Duration.ofSeconds(3))));

        assertThat(late.place()).isEqualTo(server.url().resolve("/outcomes/7"));
        assertThat(passage.nanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void takesItsTokenToNoOtherAddress() {
        server.on("POST", "/x", 202, "{}", Map.of("Location", "http://127.0.0.2:1/outcomes/7"));

        assertThatThrownBy(() -> client.post("/x", BODY, CallOptions.once()))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("another address");
    }

    @Test
    void looksAgainAtTheServicesPaceForWhatHasNotArrived() {
        server.on("GET", "/r", 404, NOT_THERE, LATER)
                .on("GET", "/r", 503, "", LATER)
                .on("GET", "/r", 200, "{\"state\":\"completed\"}");
        List<Duration> heard = new ArrayList<>();

        Answer answer = client.await("/r", Duration.ofSeconds(10), heard::add);

        assertThat(answer.body().path("state").asText()).isEqualTo("completed");
        assertThat(passage.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(heard).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void throwsTheLastRefusalWhenTheDeadlineHasPassed() {
        server.on("GET", "/r", 404, NOT_THERE, LATER);

        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> client.await("/r", Duration.ofMillis(2500), Waiting.SILENT));

        assertThat(refused.code()).isEqualTo("REPLAY_NOT_FOUND");
        assertThat(passage.pauses())
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500));
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void doesNotWaitForWhatIsNotToCome() {
        server.on("GET", "/r", 404, "");

        assertThatThrownBy(() -> client.await("/r", Duration.ofSeconds(10), Waiting.SILENT))
                .isInstanceOf(ApiException.class);
        assertThat(passage.pauses()).isEmpty();
    }

    @Test
    void readsTheProblemWithItsPlaceAndValue() {
        server.on("GET", "/r", 404, NOT_THERE);

        ApiException refused = catchThrowableOfType(ApiException.class, () -> client.get("/r"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem().place()).isEqualTo("replayId");
        assertThat(refused.problem().value()).isEqualTo("r1");
        assertThat(refused.problem().retryable()).isTrue();
    }

    @Test
    void givesACodeToABareStatus() {
        server.on("GET", "/r", 401, "").on("GET", "/s", 502, "<html>bad gateway</html>");

        assertThat(catchThrowableOfType(ApiException.class, () -> client.get("/r"))
                        .code())
                .isEqualTo("UNAUTHENTICATED");
        assertThat(catchThrowableOfType(ApiException.class, () -> client.get("/s"))
                        .problem()
                        .value())
                .contains("bad gateway");
    }

    @Test
    void namesTheRevisionThatAPutReplaces() {
        server.on("PUT", "/e", 200, "{}", Map.of("ETag", "\"4\""));

        Answer answer = client.put("/e", BODY, 3L, CallOptions.once());

        assertThat(server.asked().getFirst().header("If-Match")).contains("\"3\"");
        assertThat(answer.revision()).contains("4");
    }

    @Test
    void streamsAnUpload() {
        server.on("POST", "/b", 201, "{}");

        client.upload(
                "/b",
                "application/x-tar",
                () -> new ByteArrayInputStream("tar".getBytes(StandardCharsets.UTF_8)),
                CallOptions.once());

        assertThat(server.asked().getFirst().body()).isEqualTo("tar");
        assertThat(server.asked().getFirst().header("Content-Type")).contains("application/x-tar");
    }

    @Test
    void saysThatNothingListens() {
        URI nobody = server.url();
        server.close();

        assertThatThrownBy(() -> ApiClient.of(nobody, "secret").get("/r"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("is the system up");
    }

    @Test
    void refusesAnAnswerThatIsNoJson() {
        server.on("GET", "/r", 200, "hello");

        assertThatThrownBy(() -> client.get("/r"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("not JSON");
    }
}
