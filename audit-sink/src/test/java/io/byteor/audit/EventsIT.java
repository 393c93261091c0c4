package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.intake.AuditStore;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Mode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays followed while they run. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class EventsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestHTTPResource
    URI service;

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    @Test
    void followsAReplayFromItsBeginningToItsEnd() {
        History history = new History(store);
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);

        try (Reader reader = read("/replays/" + replayId + "/events", "*", null)) {
            reader.awaitState(replayId, "accepted");
            history.take(History.actions(replayId, 0, 40));
            reader.awaitState(replayId, "running");
            history.audited(replayId, 40);
            reader.awaitState(replayId, "completed");

            reader.awaitEnd();
            assertThat(reader.replays().getLast().path("stored").asInt()).isEqualTo(40);
        }
    }

    @Test
    void goesOnBehindTheLastEventThatTheReaderHas() {
        History history = new History(store);
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
        String path = "/replays/" + replayId + "/events";
        String last;
        try (Reader reader = read(path, "*", null)) {
            reader.awaitState(replayId, "accepted");
            last = reader.lastId();
        }
        history.take(History.actions(replayId, 0, 4));
        history.audited(replayId, 4);

        try (Reader reader = read(path, "*", last)) {
            reader.awaitEnd();
            assertThat(reader.replays())
                    .extracting(replay -> replay.path("state").asText())
                    .containsExactly("completed");
        }
    }

    @Test
    void endsAtOnceWhereTheReaderHasTheEndOfTheReplay() {
        History history = new History(store);
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
        history.take(History.actions(replayId, 0, 4));
        history.audited(replayId, 4);
        String path = "/replays/" + replayId + "/events";
        String last;
        try (Reader reader = read(path, "*", null)) {
            reader.awaitEnd();
            last = reader.lastId();
        }

        try (Reader reader = read(path, "*", last)) {
            reader.awaitEnd();
            assertThat(reader.replays()).isEmpty();
        }
    }

    @Test
    void followsAllThatLiesWithinTheClaimFromNowOn() {
        History mine = new History(store);
        History others = new History(store);
        String before = mine.accepted(Mode.DRY_RUN, Samples.AT);

        try (Reader reader = read("/events", mine.name, null)) {
            others.accepted(Mode.DRY_RUN, Samples.AT);
            String after = mine.accepted(Mode.DRY_RUN, Samples.AT);
            reader.awaitState(after, "accepted");

            assertThat(reader.replays())
                    .extracting(replay -> replay.path("replayId").asText())
                    .containsExactly(after)
                    .doesNotContain(before);
        }
    }

    @Test
    void followsTheOneEnvironmentThatIsAskedForWithinTheClaimAlone() {
        History wanted = new History(store);
        History others = new History(store);

        try (Reader reader = read("/events?environment=" + wanted.name, "*", null);
                Reader beyond = read("/events?environment=" + wanted.name, others.name, null)) {
            others.accepted(Mode.DRY_RUN, Samples.AT);
            String replayId = wanted.accepted(Mode.DRY_RUN, Samples.AT);
            reader.awaitState(replayId, "accepted");

            assertThat(reader.replays())
                    .extracting(replay -> replay.path("replayId").asText())
                    .containsExactly(replayId);
            assertThat(beyond.replays()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT pg_current_xact_id()", "CREATE TEMPORARY TABLE replay (replay_id text) ON COMMIT DROP"})
    void goesOnWhileSomebodyElseWritesForLong(String statement) throws SQLException {
        History history = new History(store);
        try (Connection other = database.getConnection();
                Reader reader = read("/events", history.name, null)) {
            execute(other, statement);

            String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);

            reader.awaitState(replayId, "accepted");
            other.rollback();
        }
    }

    @Test
    void missesNothingOfWritersThatEndInAnotherOrderThanTheyBegan() throws SQLException {
        History history = new History(store);
        String first = history.accepted(Mode.DRY_RUN, Samples.AT);
        try (Connection slow = database.getConnection();
                Reader reader = read("/events", history.name, null)) {
            // As the intake: it moves an offset, then changes a replay.
            execute(slow, "INSERT INTO sink_offset VALUES ('%s', 0, 1)".formatted(history.name));
            execute(slow, "UPDATE replay SET changed = pg_current_xact_id() WHERE replay_id = '%s'".formatted(first));
            String second = history.accepted(Mode.DRY_RUN, Samples.AT);
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> reader.replays().isEmpty());

            slow.commit();

            reader.awaitState(second, "accepted");
            assertThat(reader.replays())
                    .extracting(replay -> replay.path("replayId").asText())
                    .containsExactly(first, second);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void refusesWhatItCannotFollow() {
        History history = new History(store);
        String path = "/audit/v1/replays/" + history.accepted(Mode.DRY_RUN, Samples.AT) + "/events";

        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .header("Last-Event-ID", "41")
                .get(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("CURSOR_INVALID"))
                .body("place", equalTo("Last-Event-ID"));
        given().auth()
                .oauth2(TestTokens.of("analyst", "ana", "elsewhere"))
                .get(path)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/audit/v1/replays/none/events")
                .then()
                .statusCode(404);
    }

    private Reader read(String path, String environment, @Nullable String last) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/audit/v1" + path))
                .header("Authorization", "Bearer " + TestTokens.of("analyst", "ana", environment))
                .header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return new Reader(request.build());
    }

    /** Keeps what a stream says. */
    private static final class Reader implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> over;

        Reader(HttpRequest request) {
            HttpResponse<Stream<String>> answer =
                    client.sendAsync(request, BodyHandlers.ofLines()).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            over = CompletableFuture.runAsync(() -> answer.body().forEach(lines::add));
        }

        void awaitState(String replayId, String state) {
            await().atMost(SOON)
                    .until(() -> replays().stream()
                            .anyMatch(replay -> replay.path("replayId").asText().equals(replayId)
                                    && replay.path("state").asText().equals(state)));
        }

        void awaitEnd() {
            await().atMost(SOON).until(over::isDone);
        }

        String lastId() {
            return of("id:").getLast();
        }

        List<JsonNode> replays() {
            List<JsonNode> replays = new ArrayList<>();
            for (String data : of("data:")) {
                try {
                    replays.add(MAPPER.readTree(data));
                } catch (IOException e) {
                    throw new AssertionError(data, e);
                }
            }
            return replays;
        }

        private List<String> of(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()).strip())
                    .toList();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
