package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.http.json.AnswerMapper;
import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions, over what the intake stored. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class QueryIT {
    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    private History history;

    @BeforeEach
    void begin() {
        history = new History(store);
    }

    @Test
    void writesTimesByTheHousesOwnWriter() throws JsonProcessingException {
        Object writer = mapper.getSerializerProviderInstance().findValueSerializer(Instant.class);

        assertThat(writer.getClass().getPackage()).isEqualTo(AnswerMapper.class.getPackage());
    }

    @Test
    void findsReplaysByEverythingTheyCameFrom() {
        String dryRun = history.accepted(Mode.DRY_RUN, Samples.AT);
        String execute = history.accepted(Mode.EXECUTE, Samples.AT.plusSeconds(60));
        history.audited(dryRun, 3);
        String environment = "environment=" + history.name;

        for (String filter : List.of(
                environment,
                "agent=agent-" + history.name,
                "incident=incident-" + history.name,
                "bundle=" + history.bundle.getBundleId(),
                environment + "&pipeline=quake-alerts&requester=olga&reason=closer",
                environment + "&requester=" + encoded("https://byteor.local#olga"),
                environment + "&from=2026-11-23T10:00:00.123456Z&to=2026-11-23T10:02:00Z")) {
            found(filter, execute, dryRun);
        }
        for (String filter : List.of(
                "specHash=" + Samples.bundleId(history.name + Mode.EXECUTE),
                environment + "&mode=execute",
                environment + "&approver=" + encoded("https://byteor.local#paul"),
                environment + "&from=2026-11-23T10:00:01Z")) {
            found(filter, execute);
        }
        found(environment + "&outcome=completed", dryRun);
        found(environment + "&to=2026-11-23T10:00:00.123456Z");
        found(environment + "&requester=" + encoded("https://elsewhere#olga"));
        get("/replays/" + execute)
                .body("agentId", equalTo("agent-" + history.name))
                .body("incidentId", equalTo("incident-" + history.name))
                .body("pipeline", equalTo("quake-alerts"))
                .body("approvers", equalTo(List.of("https://byteor.local#paul")));
    }

    @Test
    void showsEveryReplayOnceWhileOthersArrive() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.addFirst(history.accepted(Mode.DRY_RUN, Samples.AT));
        }

        List<String> seen = new ArrayList<>();
        @Nullable String next = "";
        while (next != null) {
            ValidatableResponse page = get("/replays?limit=2&environment=" + history.name + next);
            seen.addAll(page.extract().path("items.replayId"));
            history.accepted(Mode.DRY_RUN, Samples.AT);
            String cursor = page.extract().path("next");
            next = cursor == null ? null : "&after=" + cursor;
        }

        assertThat(seen).isEqualTo(before);
    }

    @Test
    void findsActionsAcrossReplaysByWhatWasDecidedAboutWhat() {
        String first = history.accepted(Mode.DRY_RUN, Samples.AT);
        String second = history.accepted(Mode.EXECUTE, Samples.AT);
        history.take(History.actions(first, 0, 40));
        history.take(History.actions(second, 0, 10));
        String mine = "environment=" + history.name;

        actions(mine + "&limit=1000", second, 0, 10, 1)
                .body("items", hasSize(50))
                .body("items[10].replayId", equalTo(first));
        actions(mine + "&target=alerts&mode=dry_run&limit=5", first, 1, 11, 2).body("items", hasSize(5));
        actions(mine + "&decision=emitted&mode=execute&stage=keep&role=triage&lane=feed", second, 0, 10, 2)
                .body("items", hasSize(5));
        actions("replayId=" + first + "&origin=feed/3", first, 6, 8, 1).body("items", hasSize(2));
        actions(
                        "replayId=" + first + "&from=2026-11-23T10:00:00.123460Z&to=2026-11-23T10:00:00.123463Z",
                        first,
                        4,
                        7,
                        1)
                .body("items", hasSize(3));
        for (String none : List.of("decision=failed", "target=pager", "replayId=none", "from=2026-11-23T10:00:01Z")) {
            get("/actions?" + mine + "&" + none).body("items", hasSize(0));
        }
    }

    @Test
    void showsEveryActionOnceWhileOthersArrive() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
            history.take(History.actions(replayId, 0, 7));
            List<String> ofReplay =
                    IntStream.range(0, 7).mapToObj(seq -> replayId + "/" + seq).toList();
            before.addAll(0, ofReplay);
        }

        List<String> seen = new ArrayList<>();
        @Nullable String next = "";
        while (next != null) {
            ValidatableResponse page = get("/actions?limit=4&environment=" + history.name + next);
            List<String> replayIds = page.extract().path("items.replayId");
            List<Integer> seqs = page.extract().path("items.seq");
            for (int i = 0; i < seqs.size(); i++) {
                seen.add(replayIds.get(i) + "/" + seqs.get(i));
            }
            history.take(History.actions(history.accepted(Mode.DRY_RUN, Samples.AT), 0, 5));
            String cursor = page.extract().path("next");
            next = cursor == null ? null : "&after=" + cursor;
        }

        assertThat(seen).isEqualTo(before);
    }

    @Test
    void countsEveryActionOnceHoweverItComes() throws SQLException {
        String replayId = history.accepted(Mode.DRY_RUN, Samples.AT);
        history.take(History.actions(replayId, 0, 20));
        history.take(History.actions(replayId, 10, 30));
        history.take(History.actions(replayId, 30, 31));
        ReplayAction late = ReplayAction.newBuilder(Samples.action(replayId, 31))
                .setAt(Samples.AT.plusSeconds(3600))
                .build();
        history.take(History.action(late), History.action(Samples.action(replayId, 30)));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet differing = statement.executeQuery("""
                        WITH anew AS (
                            SELECT replay_id, day, date_trunc('hour', at, 'UTC') AS hour, role, lane, stage, target, to_lane,
                                decision, count(*) AS actions, min(seq) AS first_seq, max(seq) AS last_seq
                            FROM replay_action WHERE replay_id = '%1$s' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
                        kept AS (SELECT * FROM action_count WHERE replay_id = '%1$s')
                        SELECT (SELECT count(*) FROM (TABLE anew EXCEPT TABLE kept) a),
                            (SELECT count(*) FROM (TABLE kept EXCEPT TABLE anew) b), (SELECT sum(actions) FROM kept)""".formatted(replayId))) {
            differing.next();
            assertThat(differing.getLong(1)).isZero();
            assertThat(differing.getLong(2)).isZero();
            assertThat(differing.getLong(3)).isEqualTo(32);
        }
    }

    @Test
    void totalsReplaysAndActionsByWhatTheyCameFromAndByTime() {
        String first = history.accepted(Mode.DRY_RUN, Samples.AT);
        String second = history.accepted(Mode.DRY_RUN, Samples.AT.plus(Duration.ofDays(7)));
        history.take(new Entry.Rejected(history.rejected()));
        history.take(History.actions(first, 0, 40));
        history.take(History.actions(second, 0, 3));
        history.audited(first, 40);
        String mine = "environment=" + history.name;

        assertThat(totals("/replays?by=environment,outcome&bucket=week&" + mine))
                .containsExactly(
                        "2026-11-23T00:00:00Z " + history.name + " completed 1",
                        "2026-11-23T00:00:00Z " + history.name + " null 1",
                        "2026-11-30T00:00:00Z " + history.name + " null 1");
        assertThat(totals("/replays?by=code&" + mine)).containsExactly("null APPROVAL_MISSING 1");
        assertThat(totals("/replays?mode=execute&" + mine)).containsExactly("null 1");
        assertThat(totals("/replays?by=approver&" + mine)).isEmpty();
        assertThat(totals("/actions?by=target,decision&" + mine))
                .containsExactly("null alerts would_apply 21", "null null emitted 22");
        assertThat(totals("/actions?by=outcome&bucket=hour&decision=emitted&" + mine))
                .containsExactly("2026-11-23T10:00:00Z completed 20", "2026-11-23T10:00:00Z null 2");
        assertThat(totals("/actions?from=2026-11-23T11:00:00Z&" + mine)).isEmpty();
        assertThat(totals("/actions?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z&" + mine))
                .containsExactly("null 43");
    }

    @Test
    void totalsByEachOfThoseWhoApproved() {
        history.accepted(Mode.DRY_RUN, Samples.AT);
        String approved = history.accepted(Mode.EXECUTE, Samples.AT);
        history.take(History.actions(approved, 0, 4));
        String mine = "environment=" + history.name;

        assertThat(totals("/replays?by=approver,mode&" + mine))
                .containsExactly("null https://byteor.local#paul execute 1");
        assertThat(totals("/actions?by=approver,decision&" + mine))
                .containsExactly(
                        "null https://byteor.local#paul emitted 2", "null https://byteor.local#paul would_apply 2");
    }

    private static List<String> totals(String question) {
        List<Map<String, Object>> totals = get("/stats" + question).extract().path("items");
        return totals.stream()
                .map(total -> Stream.of(
                                Stream.of(total.get("at")),
                                ((Map<?, ?>) total.get("by")).values().stream(),
                                Stream.of(total.get("count")))
                        .flatMap(each -> each)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void tellsAllThatHappenedToAnIncidentInOrderOfTime() {
        history.take(new Entry.Captured(history.bundle));
        String approvalId = history.name + "-approval";
        history.approval(approvalId);
        String replayId = history.accepted(Mode.EXECUTE, Samples.AT.plusSeconds(1));
        history.take(new Entry.Escalation(Samples.escalation(history.name, replayId, 2, "resolved")));
        history.audited(replayId, 0);
        history.take(new Entry.Deleted(Samples.deleted(history.bundle)));
        String incident = "/incidents/incident-" + history.name;

        get(incident)
                .body("incident.title", equalTo(history.name))
                .body("incident.environments", equalTo(List.of(history.name)))
                .body("incident.bundles", equalTo(1))
                .body("incident.replays", equalTo(1))
                .body("incident.approvedAt", equalTo(Samples.AT.plusSeconds(1).toString()));
        List<String> kinds = List.of(
                "bundle_captured",
                "approval_requested",
                "approval_voted",
                "vote_refused",
                "replay_started",
                "replay_ended",
                "escalation_raised",
                "escalation_acknowledged",
                "escalation_resolved",
                "replay_requested",
                "replay_decided",
                "bundle_deleted");
        get(incident).body("timeline.items.kind", equalTo(kinds));
        List<String> told = new ArrayList<>();
        @Nullable String next = "";
        while (next != null) {
            ValidatableResponse page = get(incident + "?limit=5" + next);
            told.addAll(page.extract().path("timeline.items.kind"));
            String cursor = page.extract().path("timeline.next");
            next = cursor == null ? null : "&after=" + cursor;
        }
        assertThat(told).isEqualTo(kinds);
        get(incident)
                .body("timeline.items.find { it.kind == 'approval_voted' }.by", equalTo("https://byteor.local#paul"))
                .body("timeline.items.find { it.kind == 'replay_decided' }.what", equalTo("accepted"));
    }

    @Test
    void showsOfAnIncidentWhatLiesWithinTheClaim() {
        History elsewhere = history.elsewhere();
        history.take(new Entry.Captured(history.bundle));
        history.take(new Entry.Captured(elsewhere.bundle));
        String path = "/incidents/incident-" + history.name;

        read(TestTokens.of("analyst", "ana", history.name), path)
                .statusCode(200)
                .body("incident.environments", equalTo(List.of(history.name)))
                .body("timeline.items", hasSize(1));
        read(TestTokens.of("analyst", "ana", "nowhere"), path).statusCode(403).body("code", equalTo("FORBIDDEN"));
        read(TestTokens.of("analyst", "ana", elsewhere.name), "/incidents?limit=1")
                .body("items.incidentId", equalTo(List.of("incident-" + history.name)))
                .body("items[0].bundles", equalTo(1))
                .body("next", equalTo(null));
        get(path).body("incident.bundles", equalTo(2)).body("incident.environments", hasSize(2));
        get("/incidents?environment=" + history.name + "&pipeline=quake-alerts&agent=agent-" + history.name)
                .body("items", hasSize(1));
        get("/incidents?environment=" + history.name + "&agent=nobody").body("items", hasSize(0));
        read("/incidents/none").statusCode(404).body("code", equalTo("INCIDENT_NOT_FOUND"));
    }

    @Test
    void takesACursorForTheListItWasGivenOutForAlone() {
        history.accepted(Mode.DRY_RUN, Samples.AT);
        history.accepted(Mode.DRY_RUN, Samples.AT);
        String next =
                get("/replays?limit=1&environment=" + history.name).extract().path("next");

        for (String list : List.of("/replays?", "/replays?environment=demo&", "/bundles?", "/escalations?")) {
            read(list + "after=" + next)
                    .statusCode(400)
                    .body("code", equalTo("CURSOR_INVALID"))
                    .body("place", equalTo("after"))
                    .body("items", equalTo(null));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/replays?envrionment=demo | envrionment | one of after, agent, approver, bundle, environment",
                "/replays?mode=walk        | mode        | one of dry_run, execute",
                "/replays?outcome=good     | outcome     | one of rejected, completed, completed_with_failures",
                "/replays?bundle=latest    | bundle      | sha256: and 64 lower-case hex digits",
                "/replays?specHash=sha256: | specHash    | sha256: and 64 lower-case hex digits",
                "/replays?from=yesterday   | from        | a time such as",
                "/replays?to=%2B12026-01-01T00:00:00Z | to | of the years 1 to 9999",
                "/replays?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | to | a time behind from",
                "/replays?mode=execute&mode=dry_run | mode | one value",
                "/actions?decision=done    | decision    | one of would_apply, applied, suppressed, duplicate, failed",
                "/actions?origin=feed/1    | origin      | only together with replayId, bundle or incident",
                "/actions?replayId=r&origin=feed | origin      | a lane, / and a sequence",
                "/stats/replays?by=colour  | by          | one of environment, agent, incident, bundle, spec_hash",
                "/stats/actions?bucket=year | bucket     | one of hour, day, week, month",
                "/stats/actions?from=2026-01-01T00:00:01Z | from | a whole hour",
                "/stats/replays?role=triage | role       | one of agent, approver, bucket, bundle, by",
                "/stats/replays?by=voter   | by          | requester, approver, code",
                "/bundles?colour=red       | colour      | one of after, agent, environment, from, incident, limit, pipeline",
                "/incidents?specHash=x     | specHash    | sha256: and 64 lower-case hex digits",
                "/bundles?specHash=x       | specHash    | sha256: and 64 lower-case hex digits",
                "/bundles?to=tomorrow      | to          | a time such as",
                "/approvals?colour=red     | colour      | one of after, approver, bundle, environment, from, limit",
                "/approvals?state=bogus    | state       | one of requested, approved, reserved, started, rejected, revoked",
                "/escalations?state=bogus  | state       | one of raised, acknowledged, resolved",
                "/escalations?cause=bogus  | cause       | one of environment_unresolved, spec_hash_unknown",
                "/replays/r1?limit=1       | limit       | no parameters"
            })
    void namesTheParameterThatCannotBeAndWhatItMayBe(String path, String place, String allowed) {
        read(path)
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"))
                .body("place", equalTo(place))
                .body("detail", containsString(allowed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"environment", "agent", "incident", "pipeline", "requester", "approver", "ticket", "reason"})
    void takesMetacharactersForTheLettersThatTheyAre(String parameter) {
        history.accepted(Mode.DRY_RUN, Samples.AT);
        for (String attack : List.of(
                "' OR '1'='1",
                "%",
                "_",
                "\\",
                "x'; DROP TABLE replay; --",
                "{a,b}",
                ":reach",
                "?1",
                "$1",
                "\"",
                "%s")) {
            get("/replays?" + parameter + "=" + encoded(attack)).body("items", hasSize(0));
            get("/actions?" + parameter + "=" + encoded(attack)).body("items", hasSize(0));
        }
        found("environment=" + history.name, history.name + "-0");
    }

    /** The first of the shown actions are these of one replay. */
    private static ValidatableResponse actions(String filter, String replayId, int from, int to, int step) {
        ValidatableResponse page = get("/actions?" + filter);
        List<Integer> seqs = page.extract().path("items.findAll { it.replayId == '" + replayId + "' }.seq");
        List<Integer> expected = new ArrayList<>();
        for (int seq = from; seq < to; seq += step) {
            expected.add(seq);
        }
        assertThat(seqs).isEqualTo(expected);
        return page.body("items[0].replayId", equalTo(replayId));
    }

    private static void found(String filter, String... replayIds) {
        get("/replays?" + filter).body("items.replayId", equalTo(List.of(replayIds)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static ValidatableResponse get(String path) {
        return read(path).statusCode(200);
    }

    private static ValidatableResponse read(String path) {
        return read(TestTokens.of("analyst"), path);
    }

    private static ValidatableResponse read(String token, String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }
}
