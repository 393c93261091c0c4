package io.byteor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything but actions and audits, as plain SQL finds it. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class FactIntakeIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "byteor.registry.url")
    String registryUrl;

    @Inject
    DataSource database;

    private final String id = UUID.randomUUID().toString();
    private Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(bootstrapServers, registryUrl);
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void showsARequestThatNobodyDecidesInTheEnvironmentThatItNamesIfAny() {
        ReplayRequested request = Samples.request(id);
        wire.send(Topic.REPLAY_REQUESTED, id, request);
        request.put("reason", "another");
        wire.send(Topic.REPLAY_REQUESTED, id, request);
        wire.send(Topic.REPLAY_REQUESTED, id, control("pause", id));

        found("SELECT control FROM control_request WHERE replay_id = ?", "pause");
        found(
                "SELECT environment, mode, requester_subject, reason, ticket, decision FROM replay WHERE replay_id = ?",
                "null|execute|olga|look closer|OPS-4|null");
    }

    @Test
    void letsADecisionStandOverTheRequestWhicheverComesFirst() {
        wire.send(Topic.REPLAY_DECIDED, Samples.bundleId("bundle"), Samples.rejected(id));
        found("SELECT decision FROM replay WHERE replay_id = ?", "rejected");

        ReplayRequested late = Samples.request(id);
        late.put("reason", "another");
        wire.send(Topic.REPLAY_REQUESTED, id, late);
        wire.send(Topic.REPLAY_REQUESTED, id, control("pause", id));

        found("SELECT control FROM control_request WHERE replay_id = ?", "pause");
        found("SELECT decision, reason FROM replay WHERE replay_id = ?", "rejected|look closer");
    }

    @Test
    void keepsTheFirstAnswerToAStart() {
        wire.send(Topic.REPLAY_START, id, new StartGranted(id, id, Samples.AT));
        wire.send(Topic.REPLAY_START, id, refused());
        wire.send(Topic.REPLAY_START, id + "-", refused("-"));

        found("SELECT start_answer FROM replay WHERE replay_id = ? || '-'", "refused");
        found("SELECT start_answer, start_at = '" + Samples.AT + "' FROM replay WHERE replay_id = ?", "granted|t");
    }

    @Test
    void keepsEveryControlOnceAndWhoWantedIt() {
        wire.send(Topic.REPLAY_REQUESTED, id, control("cancel", id));
        wire.send(Topic.REPLAY_REQUESTED, id, control("cancel", id));
        wire.send(Topic.REPLAY_CONTROL, id, control(1, "paused"));
        wire.send(Topic.REPLAY_CONTROL, id, control(2, "running"));
        wire.send(Topic.REPLAY_CONTROL, id, control(1, "paused"));
        wire.send(Topic.REPLAY_CONTROL, id, (byte[]) null);
        wire.send(Topic.REPLAY_CONTROL, id, control(3, "cancelled"));

        found(
                "SELECT revision, wanted, by_subject FROM replay_control WHERE replay_id = ? ORDER BY revision",
                "1|paused|olga",
                "2|running|olga",
                "3|cancelled|olga");
        found("SELECT control, by_subject FROM control_request WHERE replay_id = ?", "cancel|olga");
    }

    @Test
    void keepsEveryRevisionOfTheRegistryWhenTheTopicHasForgottenIt() {
        String first = "environment/" + id + "/0000000000000000001";
        wire.send(Topic.REGISTRY_HISTORY, first, environment(1));
        wire.send(Topic.REGISTRY_HISTORY, first, environment(1));
        wire.send(Topic.REGISTRY_HISTORY, first, (byte[]) null);
        wire.send(Topic.REGISTRY_HISTORY, first, environment(7));
        wire.send(Topic.REGISTRY_HISTORY, "environment/" + id + "/0000000000000000002", environment(2));
        wire.send(
                Topic.REGISTRY_HISTORY,
                "agent/" + id + "/0000000000000000001",
                new AgentState(id, 1L, "{}", "demo", "quake-alerts", "2.3.0", Samples.OLGA, Samples.AT));
        wire.send(
                Topic.REGISTRY_HISTORY,
                "pipeline/" + id + "/0000000000000000001",
                new PipelineState(id, 1L, "quake-alerts", "2.3.0", "active", "{}", Samples.OLGA, Samples.AT));

        found(
                "SELECT kind, revision, environment, posture_digest, pipeline, status, changed_subject"
                        + " FROM registry_revision WHERE key = ? ORDER BY kind, revision",
                "agent|1|demo|null|quake-alerts|null|olga",
                "environment|1|" + id + "|digest|null|null|olga",
                "environment|2|" + id + "|digest|null|null|olga",
                "pipeline|1|null|null|quake-alerts|active|olga");
    }

    private StartRefused refused() {
        return refused("");
    }

    private StartRefused refused(String suffix) {
        return new StartRefused(id + suffix, id, List.of(), Samples.AT);
    }

    private ReplayControlRequested control(String control, String command) {
        return new ReplayControlRequested(
                command, id, control, Samples.OLGA, List.of("*"), "it floods", null, Samples.AT);
    }

    private ReplayControl control(long revision, String wanted) {
        return new ReplayControl(id, revision, "demo", wanted, Samples.OLGA, "it floods", null, Samples.AT);
    }

    private EnvironmentState environment(long revision) {
        return new EnvironmentState(id, revision, "{}", "digest", Samples.OLGA, Samples.AT);
    }

    /** @param query of the id, where it has a parameter */
    private void found(String query, String... rows) {
        await().atMost(SOON).untilAsserted(() -> assertThat(rows(query)).containsExactly(rows));
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            if (query.contains("?")) {
                statement.setString(1, id);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(row.getString(i)));
                    }
                    rows.add(String.join("|", columns));
                }
            }
        }
        return rows;
    }
}
