package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of {@link SinkSetUp} hide from an admin is on no way out. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class MaskIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MASKED = "$..key, $..reason, $..title, $..evidence, $..change, $.votes[*].voter";

    private static @Nullable String known;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "byteor.registry.url")
    String registryUrl;

    @TempDir
    private Path folder;

    private String id;

    @BeforeEach
    void store() {
        id = Objects.requireNonNullElseGet(known, this::stored);
        known = id;
    }

    private String stored() {
        String replayId = UUID.randomUUID().toString();
        List<ReplayAction> actions = List.of(ReplayAction.newBuilder(Samples.action(replayId, 0))
                .setReason("secret")
                .setKey(Samples.action(replayId, 1).getKey())
                .build());
        ReplayRejected refused = Samples.rejected(replayId + "-refused");
        refused.getRequest().put("ticket", replayId);
        try (Wire wire = new Wire(bootstrapServers, registryUrl)) {
            wire.send(Topic.REPLAY_DECIDED, Samples.bundleId("bundle"), refused);
            wire.send(Topic.BUNDLE_CAPTURED, Samples.bundleId(replayId), Samples.captured(replayId));
            wire.send(Topic.APPROVAL_STATE, replayId, Samples.approval(replayId, 1, "approved"));
            wire.send(Topic.ESCALATION, replayId, Samples.escalation(replayId, replayId, 1, "raised"));
            wire.sendAll(Topic.REPLAY_ACTION, replayId, actions);
            wire.send(Topic.REPLAY_AUDITED, replayId, Samples.audited(replayId, actions));
        }
        for (String path : List.of(
                "/bundles/" + Samples.bundleId(replayId),
                "/approvals/" + replayId,
                "/escalations/" + replayId,
                "/replays/" + replayId + "-refused")) {
            await().atMost(SOON).untilAsserted(() -> as("analyst", path).statusCode(200));
        }
        await().atMost(SOON)
                .untilAsserted(() -> as("analyst", "/replays/" + replayId + "/verify")
                        .statusCode(200)
                        .body("verdict", equalTo("intact")));
        return replayId;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/replays/ID-refused | reason            | decision",
                "/replays?ticket=ID  | items[0].reason   | items[0].decision",
                "/replays/ID/audit   | reason            | outcome",
                "/replays/ID/actions | items[0].key      | items[0].leaf",
                "/replays/ID/actions | items[0].reason   | items[0].decision",
                "/approvals/ID       | reason            | status",
                "/approvals/ID       | votes[0].voter    | votes[0].vote",
                "/bundles/BUNDLE     | title             | agentId",
                "/bundles            | items[0].title    | items[0].agentId",
                "/escalations/ID     | evidence          | cause",
                "/escalations        | items[0].evidence | items[0].cause"
            })
    void showsOneRoleWhatItHidesFromAnother(String path, String hidden, String shown) {
        String asked = path.replace("ID", id).replace("BUNDLE", Samples.bundleId(id));

        as("analyst", asked).statusCode(200).body(hidden, notNullValue()).body(shown, notNullValue());
        as("admin", asked)
                .statusCode(200)
                .header("Byteor-Masked", equalTo(MASKED))
                .body(hidden, nullValue())
                .body(shown, notNullValue());
    }

    @ParameterizedTest
    @CsvSource({"ndjson", "csv", "parquet"})
    void hidesFromAnExportWhatItHidesFromAPage(String format) throws Exception {
        Response export = given().auth()
                .oauth2(TestTokens.of("admin"))
                .get("/audit/v1/export?replayId=%s&format=%s".formatted(id, format));

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.header("Byteor-Masked")).isEqualTo(MASKED);
        switch (format) {
            case "ndjson" -> {
                JsonNode row = JSON.readTree(export.asString());
                assertThat(row.path("key").isNull() && row.path("reason").isNull())
                        .isTrue();
                assertThat(row.path("replayId").asText()).isEqualTo(id);
            }
            case "csv" ->
                assertThat(export.asString().lines().skip(1))
                        .singleElement()
                        .asString()
                        .contains("\"emitted\",,,\"sha256:");
            default -> parquet(export.asByteArray());
        }
        await().atMost(SOON)
                .untilAsserted(() -> as("analyst", "/accesses/" + export.header("Byteor-Access"))
                        .body("masked", hasSize(6))
                        .body("masked[0]", equalTo("$..key")));
    }

    private void parquet(byte[] body) throws IOException, SQLException {
        Path file = Files.write(folder.resolve("rows.parquet"), body);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var ask = duckdb.createStatement();
                ResultSet row = ask.executeQuery("SELECT * FROM read_parquet('%s')".formatted(file))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("key")).isNull();
            assertThat(row.getString("reason")).isNull();
            assertThat(row.getString("replayId")).isEqualTo(id);
        }
    }

    @Test
    void keepsAccountOfTheAuditThatWasShownAndNotOfTheOneThatWasHidden() {
        byte[] shown = as("admin", "/replays/" + id + "/audit").extract().asByteArray();

        await().atMost(SOON)
                .untilAsserted(() -> as(
                                "analyst",
                                "/accesses?person=https://byteor.local%23admin-1&kind=audit&replayId=" + id
                                        + "&limit=1")
                        .body("items[0].sha256", equalTo(Digest.of(shown).toString()))
                        .body("items[0].masked", hasSize(6)));
    }

    @Test
    void givesNoReceiptOfAnAuditOfWhichItHidesParts() {
        as("admin", "/replays/" + id + "/receipt").statusCode(403).body("code", equalTo("FORBIDDEN"));
        as("analyst", "/replays/" + id + "/receipt").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/replays?reason=secret", "/actions?reason=secret", "/export?of=replays&reason=secret"})
    void refusesToBeAskedByWhatItHides(String path) {
        as("admin", path)
                .statusCode(403)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo("FORBIDDEN"))
                .body("place", equalTo("reason"));
        as("analyst", path).statusCode(200);
    }

    private static ValidatableResponse as(String role, String path) {
        return given().auth()
                .oauth2(TestTokens.of(role))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }
}
