package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.intake.AuditStore;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format tells the same rows as the query interface. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class ExportIT extends OnWire {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACTIONS = 40;

    @Inject
    Checkpointing checkpointing;

    @Inject
    AuditStore store;

    @TempDir
    private Path folder;

    private final String replayId = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "parquet"})
    void exportsTheActionsThatTheQueryInterfaceShows(String format) throws Exception {
        List<Map<String, @Nullable Object>> shown = stored();

        Response export = export("demo", "of=actions&format=%s&replayId=%s".formatted(format, replayId));

        assertThat(export.statusCode()).isEqualTo(200);
        byte[] body = export.asByteArray();
        assertThat(rows(format, body)).isEqualTo(format.equals("csv") ? asText(shown) : shown);
        JsonNode access = access(export);
        assertThat(access.path("outcome").asText()).isEqualTo("completed");
        assertThat(access.path("rows").asInt()).isEqualTo(ACTIONS);
        assertThat(access.path("bytes").asInt()).isEqualTo(body.length);
        assertThat(access.path("sha256").asText()).isEqualTo(Digest.of(body).toString());
        assertThat(access.path("answeredFrom")).isEqualTo(JSON.readTree(export.header("Byteor-Answered-From")));
        assertThat(access.at("/answeredFrom/offsets").has(Topic.REPLAY_ACTION.topicName()))
                .isTrue();
        assertThat(access.path("asked").path("format").asText()).isEqualTo(format);
    }

    @Test
    void exportsReplaysAsTheyStand() throws Exception {
        stored();
        JsonNode replay = JSON.readTree(get("/replays/" + replayId).asString());

        Response export = export("demo", "of=replays&environment=demo&replayId=" + replayId);

        JsonNode row = JSON.readTree(export.asString());
        assertThat(row.fieldNames()).toIterable().containsExactlyElementsOf(namesButState(replay));
        row.fieldNames()
                .forEachRemaining(name -> assertThat(row.get(name)).as(name).isEqualTo(replay.get(name)));
        assertThat(row.path("outcome").asText()).isEqualTo("completed");
        assertThat(row.path("startedAt").asText()).isEqualTo(Samples.AT.toString());
        assertThat(export("demo", "of=replays&mode=execute&replayId=" + replayId)
                        .asString())
                .isEmpty();
        assertThat(export("demo", "of=replays&to=2020-01-01T00:00:00Z&replayId=" + replayId)
                        .asString())
                .isEmpty();
        assertThat(export("demo", "of=replays&from=2020-01-01T00:00:00Z&replayId=" + replayId)
                        .asString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "parquet"})
    void exportsWhoseReplayItIsAndWhoLetItRun(String format) throws Exception {
        History history = new History(store);
        String executed = history.accepted(Mode.EXECUTE, Samples.AT);

        Response export = export("*", "of=replays&format=%s&replayId=%s".formatted(format, executed));

        assertThat(rows(format, export.asByteArray()))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("agentId", history.bundle.getAgentId())
                        .containsEntry("incidentId", history.bundle.getIncidentId())
                        .containsEntry("pipeline", history.bundle.getPipeline())
                        .containsEntry("approvers", "[\"https://byteor.local#paul\"]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decision=would_apply",
                "target=alerts&stage=alert",
                "role=triage&lane=feed&mode=dry_run&outcome=completed",
                "origin=feed/3",
                "from=2026-11-23T10:00:00.123459Z&to=2026-11-23T10:00:00.123476Z",
                "from=2026-11-23T11:00:00Z",
                "decision=failed"
            })
    void exportsTheActionsThatTheSameConditionsShow(String conditions) throws Exception {
        stored();
        String asked = conditions + "&replayId=" + replayId;
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (JsonNode item :
                JSON.readTree(query("/actions?" + asked).asString()).path("items")) {
            shown.add(values(item));
        }

        Response export = export("demo", asked);

        assertThat(ndjson(export.asString())).isEqualTo(shown);
        assertThat(access(export).path("rows").asInt()).isEqualTo(shown.size());
    }

    @ParameterizedTest
    @CsvSource({"requester=olga, true", "requester=paul, false", "outcome=halted, false", "reason=closer, false"})
    void exportsTheReplaysThatMeetAllConditions(String condition, boolean found) throws Exception {
        stored();

        assertThat(export("demo", "of=replays&replayId=" + replayId + "&" + condition)
                        .asString()
                        .isEmpty())
                .isNotEqualTo(found);
    }

    @Test
    void saysAsOfWhatAParquetFileIsInTheFileItself() throws Exception {
        stored();

        Response export = export("demo", "format=parquet&replayId=" + replayId);

        Path file = Files.write(folder.resolve("actions.parquet"), export.asByteArray());
        assertThat(export.header("Content-Length")).isEqualTo(Long.toString(Files.size(file)));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var ask = duckdb.createStatement();
                ResultSet answer = ask.executeQuery(
                        "SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'byteor.answeredFrom'"
                                .formatted(file))) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getString(1)).isEqualTo(export.header("Byteor-Answered-From"));
        }
    }

    @Test
    void namesTheNewestCheckpointThatItIsAnsweredFrom() throws Exception {
        stored();
        SignedCheckpoint newest = checkpointing.advance().orElseThrow();

        Response export = export("demo", "replayId=" + replayId);

        JsonNode named = JSON.readTree(export.header("Byteor-Answered-From")).path("checkpoint");
        assertThat(named.path("sequence").asLong())
                .isEqualTo(newest.checkpoint().sequence());
        assertThat(named.path("digest").asText())
                .isEqualTo(Checkpoint.digest(newest.envelope()).toString());
        assertThat(access(export).at("/answeredFrom/checkpoint")).isEqualTo(named);
    }

    @Test
    void exportsNothingOfEnvironmentsBeyondTheClaim() throws Exception {
        stored();

        assertThat(export("elsewhere", "replayId=" + replayId).asString()).isEmpty();
        assertThat(export("elsewhere", "environment=demo&replayId=" + replayId).asString())
                .isEmpty();
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .get("/audit/v1/export")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "of=payloads, of, actions",
        "format=xlsx, format, parquet",
        "mode=peek, mode, dry_run",
        "from=yesterday, from, 2026",
        "bundleId=x, bundleId, bundle",
        "bundle=x, bundle, sha256",
        "origin=feed/1, origin, together",
        "of=replays&decision=failed, decision, actions alone",
        "of=replays&origin=feed/1, origin, actions alone"
    })
    void refusesWhatItCannotExport(String query, String place, String allowed) {
        Response refused = export("demo", query);

        refused.then().statusCode(400).body("code", equalTo("REQUEST_INVALID")).body("place", equalTo(place));
        assertThat(refused.path("detail").toString()).contains(allowed);
    }

    private static List<String> namesButState(JsonNode replay) {
        List<String> names = new ArrayList<>();
        replay.fieldNames().forEachRemaining(names::add);
        names.remove("state");
        return names;
    }

    /** Actions of a replay, as pages of the query interface show them. */
    private List<Map<String, @Nullable Object>> stored() throws IOException {
        List<ReplayAction> actions = new ArrayList<>(Samples.actions(replayId, ACTIONS));
        actions.set(
                1,
                ReplayAction.newBuilder(actions.get(1))
                        .setReason("a \"quoted\", broken\r\nline; ';-- \u2028 \ud83d\ude00")
                        .build());
        actions.set(3, ReplayAction.newBuilder(actions.get(3)).setReason("").build());
        wire.sendAll(Topic.REPLAY_ACTION, replayId, actions);
        wire.send(Topic.REPLAY_AUDITED, replayId, Samples.audited(replayId, actions));
        await().atMost(SOON)
                .untilAsserted(
                        () -> get("/replays/" + replayId + "/verify").then().body("verdict", equalTo("intact")));
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (JsonNode item : JSON.readTree(
                        get("/replays/" + replayId + "/actions").asString())
                .path("items")) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("replayId", replayId);
            row.putAll(values(item));
            shown.add(row);
        }
        return shown;
    }

    private static Map<String, @Nullable Object> values(JsonNode item) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        item.properties()
                .forEach(member -> row.put(
                        member.getKey(),
                        member.getValue().isNull()
                                ? null
                                : member.getValue().isNumber()
                                        ? (Object) member.getValue().longValue()
                                        : member.getValue().isContainerNode()
                                                ? member.getValue().toString()
                                                : member.getValue().asText()));
        return row;
    }

    private static List<Map<String, @Nullable Object>> asText(List<Map<String, @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> texts = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> text = new LinkedHashMap<>();
            row.forEach((name, value) -> text.put(name, value == null ? null : value.toString()));
            texts.add(text);
        }
        return texts;
    }

    private List<Map<String, @Nullable Object>> rows(String format, byte[] body) throws IOException, SQLException {
        return switch (format) {
            case "ndjson" -> ndjson(new String(body, StandardCharsets.UTF_8));
            case "csv" -> csv(new String(body, StandardCharsets.UTF_8));
            default -> parquet(Files.write(folder.resolve("rows.parquet"), body));
        };
    }

    private static List<Map<String, @Nullable Object>> ndjson(String lines) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            rows.add(values(JSON.readTree(line)));
        }
        return rows;
    }

    private static List<Map<String, @Nullable Object>> csv(String text) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setQuoteMode(org.apache.commons.csv.QuoteMode.ALL_NON_NULL)
                .setNullString("")
                .get();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (var parser = format.parse(new StringReader(text))) {
            for (CSVRecord csv : parser) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                parser.getHeaderNames().forEach(name -> row.put(name, csv.get(name)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Map<String, @Nullable Object>> parquet(Path file) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var ask = duckdb.createStatement();
                ResultSet row = ask.executeQuery("SELECT * FROM read_parquet('%s')".formatted(file))) {
            while (row.next()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    Object value = row.getObject(column);
                    values.put(
                            row.getMetaData().getColumnName(column),
                            value instanceof java.time.OffsetDateTime time
                                    ? time.toInstant().toString()
                                    : value);
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static Response export(String environment, String query) {
        return given().auth()
                .oauth2(TestTokens.of("analyst", "ana", environment))
                .urlEncodingEnabled(false)
                .get("/audit/v1/export?" + query);
    }

    /** Its record, when the end has arrived. */
    private static JsonNode access(Response export) throws IOException {
        String path = "/accesses/" + export.header("Byteor-Access");
        await().atMost(SOON)
                .untilAsserted(() -> get(path).then().statusCode(200).body("outcome", notNullValue()));
        return JSON.readTree(get(path).asString());
    }

    private static Response query(String path) {
        return given().auth()
                .oauth2(TestTokens.of("analyst"))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path);
    }

    private static Response get(String path) {
        return given().auth().oauth2(TestTokens.of("analyst")).get("/audit/v1" + path);
    }
}
