package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.FencedException;
import io.byteor.audit.intake.Slice;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class AuditSinkIT extends OnWire {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    private final String replayId = UUID.randomUUID().toString();

    @Test
    void answersWhatItTookAndFindsItIntact() {
        List<ReplayAction> actions = Samples.actions(replayId, 170);
        ReplayAudited audited = audited(actions);

        verified("intact").body("listed", equalTo(170)).body("stored", equalTo(170));

        assertThat(get("/replays/" + replayId + "/audit").extract().asString()).isEqualTo(audited.getAudit());
        get("/replays/" + replayId)
                .body("state", equalTo("completed"))
                .body("mode", equalTo("dry_run"))
                .body("environment", equalTo("demo"))
                .body("requester", equalTo("https://byteor.local#olga"));
        get("/replays?limit=5").body("items.replayId", hasItem(replayId));
        ValidatableResponse first = get("/replays/" + replayId + "/actions?limit=100")
                .body("items", hasSize(100))
                .body("items[1].target", equalTo("alerts"))
                .body("items[1].key", equalTo("AP8B"))
                .body("next", notNullValue());
        get("/replays/" + replayId + "/actions?limit=100&after="
                        + first.extract().path("next"))
                .body("items", hasSize(70))
                .body("items[0].seq", equalTo(100))
                .body("next", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "altered   | UPDATE replay_action SET decision = 'applied' WHERE replay_id = ':id' AND seq = 4",
                "altered   | UPDATE replay_action SET leaf = sha256('x') WHERE replay_id = ':id' AND seq = 4",
                "altered   | UPDATE replay_action SET key = NULL, at = at + interval '1 microsecond' WHERE replay_id = ':id'",
                "altered   | INSERT INTO replay_action SELECT replay_id, 10, day, role, lane, stage, origin_lane,"
                        + " origin_sequence, ordinal, target, to_lane, decision, reason, key, payload_sha256, payload_bytes, at,"
                        + " leaf FROM replay_action WHERE replay_id = ':id' AND seq = 9",
                "missing   | DELETE FROM replay_action WHERE replay_id = ':id' AND seq = 4",
                "missing   | DELETE FROM replay_action WHERE replay_id = ':id' AND seq = 0",
                "truncated | DELETE FROM replay_action WHERE replay_id = ':id' AND seq > 6",
                "truncated | DELETE FROM replay_action WHERE replay_id = ':id'",
                "reordered | UPDATE replay_action SET seq = seq + 100 WHERE replay_id = ':id' AND seq IN (3, 7);"
                        + " UPDATE replay_action SET seq = 110 - seq WHERE replay_id = ':id' AND seq > 100"
            })
    void tellsTamperingApart(String verdict, String tampering) throws SQLException {
        audited(Samples.actions(replayId, 10));
        verified("intact");

        sql(tampering.replace(":id", replayId));

        get("/replays/" + replayId + "/verify").body("verdict", equalTo(verdict));
    }

    @Test
    void takesAnActionOnceHoweverOftenItComes() throws SQLException {
        List<ReplayAction> actions = Samples.actions(replayId, 50);
        wire.sendAll(Topic.REPLAY_ACTION, replayId, actions);
        wire.sendAll(Topic.REPLAY_ACTION, replayId, actions.subList(10, 50));
        audited(actions);

        verified("intact").body("stored", equalTo(50));
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {
                "REPLAY_ACTION",
                "REPLAY_AUDITED",
                "REPLAY_REQUESTED",
                "REPLAY_DECIDED",
                "REPLAY_START",
                "REPLAY_CONTROL",
                "BUNDLE_CAPTURED",
                "APPROVAL_STATE",
                "ESCALATION",
                "REGISTRY_HISTORY"
            })
    void sendsGarbageToTheDeadLetterAndGoesOn(Topic topic) {
        byte[] garbage = ("garbage " + replayId).getBytes(StandardCharsets.UTF_8);
        wire.send(topic, replayId, garbage);
        wire.send(Topic.REPLAY_DECIDED, Samples.bundleId("bundle"), Samples.rejected(replayId));
        wire.send(Topic.BUNDLE_CAPTURED, Samples.bundleId(replayId), Samples.captured(replayId));
        wire.send(Topic.APPROVAL_STATE, replayId, Samples.approval(replayId, 2, "approved"));
        wire.send(Topic.APPROVAL_STATE, replayId, Samples.approval(replayId, 1, "requested"));
        audited(Samples.actions(replayId, 3));

        ConsumerRecord<byte[], byte[]> letter = deadLetter(replayId);
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(header(letter, DeadLetter.ORIGIN_TOPIC)).isEqualTo(topic.topicName());
        assertThat(header(letter, DeadLetter.CODE)).isEqualTo("RECORD_UNDECODABLE");
        verified("intact");
        await().atMost(SOON)
                .untilAsserted(() -> get("/approvals/" + replayId)
                        .body("status", equalTo("approved"))
                        .body("reason", equalTo("look closer"))
                        .body("ticket", equalTo("OPS-4"))
                        .body("votes[0].voter", equalTo("https://byteor.local#paul"))
                        .body("votes[0].ticket", equalTo("OPS-7"))
                        .body("refusedVotes[0].code", equalTo("APPROVAL_SELF")));
        await().atMost(SOON)
                .untilAsserted(
                        () -> get("/bundles/" + Samples.bundleId(replayId)).body("title", equalTo(replayId)));
        await().atMost(SOON)
                .untilAsserted(() -> get("/replays/" + replayId)
                        .body("decision", equalTo("rejected"))
                        .body("findings[0].code", equalTo("APPROVAL_MISSING")));
    }

    @Test
    void keepsADeletedBundleAsHistoryAndSaysWhenItWasDeleted() {
        BundleCaptured captured = Samples.captured(replayId);
        String path = "/bundles/" + captured.getBundleId();
        wire.send(Topic.BUNDLE_CAPTURED, captured.getBundleId(), captured);
        wire.send(Topic.BUNDLE_CAPTURED, captured.getBundleId(), Samples.deleted(captured));

        await().atMost(SOON)
                .untilAsserted(() -> get(path).body("title", equalTo(replayId)).body("deletedAt", notNullValue()));

        wire.send(
                Topic.BUNDLE_CAPTURED,
                captured.getBundleId(),
                BundleCaptured.newBuilder(captured)
                        .setStoredAt(captured.getStoredAt().plusSeconds(60))
                        .build());
        await().atMost(SOON).untilAsserted(() -> get(path).body("deletedAt", nullValue()));
    }

    @Test
    void keepsAnEscalationWithWhatPeopleDidAboutItWhenItsWriterHasForgottenIt() {
        String id = "approval_missing:" + replayId + ".1";
        String found = "items.find { it.escalationId == '" + id + "' }.";
        wire.send(Topic.ESCALATION, id, Samples.escalation(id, replayId, 3, "resolved"));
        wire.send(Topic.ESCALATION, id, Samples.escalation(id, replayId, 1, "raised"));
        wire.send(Topic.ESCALATION, id, (byte[]) null);
        wire.send(Topic.ESCALATION, id + "0", Samples.escalation(id + "0", replayId, 1, "raised"));

        await().atMost(SOON)
                .untilAsserted(() -> get("/escalations?subject=" + replayId + "&limit=1")
                        .body("items[0].escalationId", equalTo(id + "0")));
        get("/escalations/" + id)
                .body("state", equalTo("resolved"))
                .body("acknowledged.by", equalTo("https://byteor.local#olga"))
                .body("resolved.note", equalTo("mended"));
        get("/escalations?state=resolved&replayId=" + replayId)
                .body("items", hasSize(1))
                .body(found + "cause", equalTo("approval_missing"));
        String next = get("/escalations?environment=demo&subject=" + replayId + "&limit=1")
                .extract()
                .path("next");
        get("/escalations?environment=demo&subject=" + replayId + "&limit=1&after=" + next)
                .body("items.escalationId", equalTo(List.of(id)));
        assertThat(wire.deadLetters()).noneMatch(letter -> id.equals(new String(letter.key(), StandardCharsets.UTF_8)));
    }

    @Test
    void findsReplaysByTicketAndByWordsOfTheirReason() {
        String ticket = "OPS-" + replayId;
        ReplayRejected rejected = Samples.rejected(replayId);
        rejected.getRequest().put("ticket", ticket);
        wire.send(Topic.REPLAY_DECIDED, Samples.bundleId("bundle"), rejected);

        await().atMost(SOON)
                .untilAsserted(() -> get("/replays?environment=demo-elsewhere&ticket=" + ticket)
                        .body("items", hasSize(0)));
        await().atMost(SOON)
                .untilAsserted(
                        () -> get("/replays?ticket=" + ticket).body("items.replayId", equalTo(List.of(replayId))));
        get("/replays?ticket=" + ticket + "&reason=Closer%20LOOK")
                .body("items.reason", equalTo(List.of("look closer")));
        get("/replays?ticket=" + ticket + "&reason=look%20away").body("items", hasSize(0));
    }

    @Test
    void showsNothingOfEnvironmentsBeyondTheClaim() {
        String elsewhere = TestTokens.of("analyst", "ana", "elsewhere");
        String id = "approval_missing:" + replayId + ".1";
        wire.send(Topic.REPLAY_DECIDED, Samples.bundleId("bundle"), Samples.rejected(replayId));
        wire.send(Topic.BUNDLE_CAPTURED, Samples.bundleId(replayId), Samples.captured(replayId));
        wire.send(Topic.APPROVAL_STATE, replayId, Samples.approval(replayId, 1, "requested"));
        wire.send(Topic.ESCALATION, id, Samples.escalation(id, replayId, 1, "raised"));
        await().atMost(SOON).untilAsserted(() -> get("/escalations/" + id));

        for (String path : List.of(
                "/replays/" + replayId,
                "/replays/" + replayId + "/audit",
                "/replays/" + replayId + "/actions",
                "/replays/" + replayId + "/verify",
                "/bundles/" + Samples.bundleId(replayId),
                "/approvals/" + replayId,
                "/escalations/" + id)) {
            read(elsewhere, path)
                    .statusCode(403)
                    .body("code", equalTo("FORBIDDEN"))
                    .body("place", equalTo("environment"))
                    .body("value", nullValue());
        }
        for (String list : List.of("/replays", "/bundles", "/escalations")) {
            read(elsewhere, list).statusCode(200).body("items", hasSize(0));
        }
        String demo = TestTokens.of("analyst", "ana", "demo");
        read(demo, "/escalations?subject=" + replayId).body("items", hasSize(1));
        read(demo, "/bundles/" + Samples.bundleId(replayId)).statusCode(200);
        read(demo, "/replays/" + replayId).statusCode(403);
    }

    private static ValidatableResponse read(String token, String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "RECORD_UNSTORABLE, nul",
        "RECORD_UNSTORABLE, negative",
        "RECORD_UNSTORABLE, time",
        "RECORD_UNSTORABLE, length",
        "RECORD_UNEXPECTED, key"
    })
    void sendsWhatNoRowCanHoldToTheDeadLetterAndSavesTheBatch(String code, String fault) {
        List<ReplayAction> actions = Samples.actions(replayId, 5);
        ReplayAction.Builder bad = ReplayAction.newBuilder(Samples.action(replayId, 5));
        switch (fault) {
            case "nul" -> bad.setReason("a\0b");
            case "negative" -> bad.setPayloadBytes(-1);
            case "time" -> bad.setAt(Instant.parse("+10000-01-01T00:00:00Z"));
            case "length" -> bad.setStage("s".repeat(3_000));
            default -> bad.setReplayId("another");
        }
        wire.sendAll(Topic.REPLAY_ACTION, replayId, List.of(actions.get(0), bad.build()));
        wire.sendAll(Topic.REPLAY_ACTION, replayId, actions.subList(1, 5));
        wire.send(Topic.REPLAY_AUDITED, replayId, Samples.audited(replayId, actions));

        assertThat(header(deadLetter(replayId), DeadLetter.CODE)).isEqualTo(code);
        verified("intact");
    }

    @Test
    void letsOneOfTwoSinksTakeABatch() throws Exception {
        int partition = 1_000;
        List<Slice> batch = List.of(new Slice(
                Topic.REPLAY_ACTION,
                partition,
                store.next(Topic.REPLAY_ACTION, partition),
                store.next(Topic.REPLAY_ACTION, partition) + 20,
                entries(Samples.actions(replayId, 20))));
        Callable<String> sink = () -> {
            try {
                return "rows " + store.take(batch).rows();
            } catch (FencedException _) {
                return "fenced";
            }
        };

        List<String> outcomes = new ArrayList<>();
        try (ExecutorService sinks = Executors.newFixedThreadPool(2)) {
            for (Future<String> outcome : sinks.invokeAll(List.of(sink, sink))) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes).containsExactlyInAnyOrder("rows 20", "fenced");
        assertThat(store.next(Topic.REPLAY_ACTION, partition))
                .isEqualTo(batch.getFirst().next());
        get("/replays/" + replayId + "/actions").body("items", hasSize(20));
        get("/replays/" + replayId + "/verify").body("verdict", equalTo("unanchored"));
    }

    @Test
    void keepsWhatWasThereAndCountsWhatContradictsIt() {
        List<Entry> entries = new ArrayList<>(entries(Samples.actions(replayId, 20)));
        assertThat(take(entries)).isEqualTo(new AuditStore.Taken(20, 0, 0));

        Entry.Action other = Entry.Action.of(Samples.action(replayId, 4));
        entries.set(4, new Entry.Action(other.kind(), other.seq(), other.form(), new byte[32]));
        entries.addAll(entries(List.of(Samples.action(replayId, 20))));

        assertThat(take(entries)).isEqualTo(new AuditStore.Taken(1, 20, 1));
        get("/replays/" + replayId + "/actions").body("items", hasSize(21));
        get("/replays/" + replayId + "/verify").body("verdict", equalTo("unanchored"));
    }

    private AuditStore.Taken take(List<Entry> entries) {
        int partition = 1_001;
        long from = store.next(Topic.REPLAY_ACTION, partition);
        return store.take(List.of(new Slice(Topic.REPLAY_ACTION, partition, from, from + entries.size(), entries)));
    }

    private static List<Entry> entries(List<ReplayAction> actions) {
        return actions.stream().<Entry>map(Entry.Action::of).toList();
    }

    @Test
    void letsNobodyInWithoutATokenAndNoAgentAtAll() {
        given().get("/audit/v1/replays").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(TestTokens.of("agent"))
                .get("/audit/v1/replays")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FORBIDDEN"));
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/audit/v1/nothing")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void tellsItsHealthAndFiguresWithoutAToken() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get("http://" + management.getAuthority() + "/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.name", hasItem("intake")));
        given().get("http://" + management.getAuthority() + "/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("intake"));
        given().get("http://" + management.getAuthority() + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("byteor_sink_rows_total"))
                .body(containsString("kafka_consumer_fetch_manager_records_lag"));
    }

    @Test
    void saysWhenToComeBackForWhatHasNotArrived() {
        for (String path : List.of("", "/audit", "/actions", "/verify")) {
            given().auth()
                    .oauth2(TestTokens.of("analyst"))
                    .get("/audit/v1/replays/" + replayId + path)
                    .then()
                    .statusCode(404)
                    .header("Retry-After", equalTo("1"))
                    .contentType("application/problem+json")
                    .body("code", equalTo("REPLAY_NOT_FOUND"))
                    .body("value", equalTo(replayId));
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=1001, limit", "limit=1%3B--, limit"})
    void refusesPagesThatCannotBe(String query, String place) {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/audit/v1/replays?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"))
                .body("place", equalTo(place));
    }

    private ReplayAudited audited(List<ReplayAction> actions) {
        ReplayAudited audited = Samples.audited(replayId, actions);
        wire.sendAll(Topic.REPLAY_ACTION, replayId, actions);
        wire.send(Topic.REPLAY_AUDITED, replayId, audited);
        return audited;
    }

    private ValidatableResponse verified(String verdict) {
        await().atMost(SOON)
                .untilAsserted(() -> get("/replays/" + replayId + "/verify").body("verdict", equalTo(verdict)));
        return get("/replays/" + replayId + "/verify");
    }

    private ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTokens.of("analyst"))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then()
                .statusCode(200);
    }

    private ConsumerRecord<byte[], byte[]> deadLetter(String key) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            letters.addAll(wire.deadLetters());
            return letters.stream().anyMatch(letter -> key.equals(new String(letter.key(), StandardCharsets.UTF_8)));
        });
        return letters.stream()
                .filter(letter -> key.equals(new String(letter.key(), StandardCharsets.UTF_8)))
                .findFirst()
                .orElseThrow();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void sql(String statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
