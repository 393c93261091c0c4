package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What deploy/docs/questions.md says can be asked, asked as it stands there, by the role that may read the views alone. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class QuestionsIT {
    private static final Path PAGE = Path.of("../deploy/docs/questions.md");
    private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final Pattern CALL = Pattern.compile("GET (/audit/v1/[^`\\s]+)");
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");
    private static final Pattern PLACE = Pattern.compile(":(\\w+)");

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    @Test
    void answersEveryQuestionOfThePage() throws Exception {
        History history = new History(store);
        history.take(new Entry.Captured(history.bundle));
        history.approval(history.name + "-approval");
        String replayId = history.accepted(Mode.EXECUTE, Samples.AT);
        history.take(History.actions(replayId, 0, 8));
        history.take(new Entry.Rejected(history.rejected()));
        Map<String, String> values = Map.ofEntries(
                Map.entry("from", "2026-11-23T10:00:00Z"),
                Map.entry("to", "2026-11-23T11:00:00Z"),
                Map.entry("environment", history.name),
                Map.entry("target", "alerts"),
                Map.entry("spec_hash", Samples.bundleId(history.name + Mode.EXECUTE)),
                Map.entry("bundle_id", history.bundle.getBundleId()),
                Map.entry("lane", "feed"),
                Map.entry("sequence", "2"),
                Map.entry("pipeline", "quake-alerts"),
                Map.entry("incident", "incident-" + history.name),
                Map.entry("person", "https://byteor.local#paul"));
        String page = Files.readString(PAGE);

        List<String> questions = matches(SQL, page);
        assertThat(questions).hasSize(10);
        // How many rows of this history the first nine have; the tenth is about what nobody here did.
        List<Long> expected = List.of(1L, 1L, 4L, 1L, 1L, 2L, 0L, 0L, 1L, 0L);
        for (int i = 0; i < questions.size(); i++) {
            String question = questions.get(i);
            long rows = asAnalyst(replaced(VARIABLE, question, name -> "'" + value(values, name) + "'"));
            assertThat(rows).as(question).isGreaterThanOrEqualTo(expected.get(i));
        }
        List<String> calls = matches(CALL, page);
        assertThat(calls).hasSizeGreaterThanOrEqualTo(9);
        for (String call : calls) {
            String path = replaced(PLACE, call, name -> URLEncoder.encode(value(values, name), StandardCharsets.UTF_8));
            given().auth()
                    .oauth2(TestTokens.of("analyst"))
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void findsEveryEffectOfAWindowWhateverTheSessionsTimeZone() throws Exception {
        History history = new History(store);
        String replayId = history.accepted(Mode.EXECUTE, Samples.AT);
        Instant at = Samples.AT.plus(Duration.ofMinutes(40));
        history.take(Samples.actions(replayId, 2).stream()
                .map(action ->
                        History.action(ReplayAction.newBuilder(action).setAt(at).build()))
                .toArray(Entry[]::new));
        Map<String, String> values = Map.of(
                "target",
                "alerts",
                "from",
                at.toString(),
                "to",
                at.plusSeconds(1).toString());
        String question = matches(SQL, Files.readString(PAGE)).get(2);

        String asked = replaced(VARIABLE, question, name -> "'" + value(values, name) + "'");

        // Where no hour begins when one of UTC does.
        assertThat(asAnalyst("SET LOCAL TIME ZONE 'Asia/Kolkata'", asked)).isOne();
    }

    @Test
    void letsTheAnalystsRoleReadTheViewsAndNothingElse() {
        for (String forbidden : List.of(
                "TABLE replay",
                "TABLE replay_action",
                "TABLE cursor_key",
                "DELETE FROM analyst.bundles",
                "UPDATE analyst.actions SET decision = 'applied'",
                "CREATE TABLE analyst.mine (a int)")) {
            assertThatExceptionOfType(SQLException.class)
                    .as(forbidden)
                    .isThrownBy(() -> asAnalyst(forbidden))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void showsTheAnalystsRoleControlsStartsAndTheRegistry() throws SQLException {
        History history = new History(store);
        String replayId = history.accepted(Mode.EXECUTE, Samples.AT);
        String recorded = """
                INSERT INTO control_request VALUES ('%1$s', '%1$s', 'pause', 'i', 'olga', 'too fast', NULL, now());
                INSERT INTO replay_control VALUES ('%1$s', 1, '%2$s', 'paused', 'i', 'olga', 'too fast', NULL, now());
                INSERT INTO registry_revision VALUES ('environment', '%2$s', 1, '{"name":"x"}', NULL, '%2$s', NULL, NULL, NULL,
                    'i', 'olga', now());
                UPDATE replay SET start_answer = 'refused', start_findings = '[{"code":"APPROVAL_REVOKED","outcome":"failed"}]',
                    start_at = now() WHERE replay_id = '%1$s'""".formatted(replayId, history.name);

        for (String view : List.of(
                "control_requests WHERE requester = 'i#olga' AND control = 'pause' AND replay_id = '" + replayId + "'",
                "controls WHERE changed_by = 'i#olga' AND wanted = 'paused' AND replay_id = '" + replayId + "'",
                "starts WHERE answer = 'refused' AND codes = '{APPROVAL_REVOKED}' AND replay_id = '" + replayId + "'",
                "registry_revisions WHERE document ->> 'name' = 'x' AND changed_by = 'i#olga' AND environment = '"
                        + history.name + "'")) {
            assertThat(asAnalyst(recorded, "SELECT FROM analyst." + view))
                    .as(view)
                    .isOne();
        }
    }

    @Test
    void keepsTheViewsWholeWhenOneRowHoldsWhatPostgresCannotTakeApart() throws SQLException {
        History history = new History(store);
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
        String spoil = "UPDATE replay SET audit = '{\"reason\":\"\\u0000\"}', findings = '[' WHERE replay_id = '"
                + replayId + "'";

        assertThat(asAnalyst(spoil, "SELECT started_at FROM analyst.replays WHERE replay_id = '" + replayId + "'"))
                .isOne();
        assertThat(asAnalyst(spoil, "SELECT same FROM analyst.divergence WHERE replay_id = '" + replayId + "'"))
                .isZero();
        assertThat(asAnalyst(spoil, "SELECT FROM analyst.findings WHERE replay_id = '" + replayId + "'"))
                .isZero();
        assertThat(asAnalyst(spoil, "SELECT FROM analyst.timeline WHERE incident_id = 'incident-" + history.name + "'"))
                .isEqualTo(2);
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }

    private static List<String> matches(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String replaced(Pattern pattern, String text, UnaryOperator<String> value) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    private long asAnalyst(String sql) throws SQLException {
        return asAnalyst("SELECT", sql);
    }

    /** How many rows the statement gives after another, which the store's owner has run; neither leaves a trace. */
    private long asAnalyst(String before, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(before);
            statement.execute("SET LOCAL ROLE byteor_analyst");
            long rows = 0;
            if (statement.execute(sql)) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        rows++;
                    }
                }
            }
            connection.rollback();
            return rows;
        }
    }
}
