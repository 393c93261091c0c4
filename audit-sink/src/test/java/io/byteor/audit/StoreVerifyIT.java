package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.checkpoint.kafka.CheckpointPublisher;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.verify.StoreVerifications;
import io.byteor.audit.verify.Verdict;
import io.byteor.audit.verify.Verified;
import io.byteor.audit.verify.postgres.PostgresSnapshots;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.audit.receipt.ReceiptFault;
import io.byteor.schemas.audit.receipt.ReceiptVerifier;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class StoreVerifyIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "byteor.registry.url")
    String registryUrl;

    @Inject
    DataSource database;

    @Inject
    Checkpointing checkpointing;

    @Inject
    PublishedCheckpoints published;

    @Inject
    CheckpointPublisher publisher;

    @Inject
    StoreKeys keys;

    @Inject
    EntryReader entries;

    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private static final String REPLAY = UUID.randomUUID().toString();
    private static final BundleCaptured CAPTURED = Samples.captured(REPLAY);
    /** Of which only the deletion is told. */
    private static final BundleCaptured OLD = Samples.captured("old-" + REPLAY);

    private static final AccessRecorded ACCESS = Samples.accessed(REPLAY, CAPTURED.getBundleId(), "ana");

    /** Once for all tests, of which none changes anything. */
    @BeforeEach
    void take() {
        if (!TAKEN.compareAndSet(false, true)) {
            return;
        }
        List<ReplayAction> actions = Samples.actions(REPLAY, 5);
        try (Wire wire = new Wire(bootstrapServers, registryUrl)) {
            // Before all others, so that records have been kept for a while when the audit is taken.
            wire.send(Topic.ESCALATION, REPLAY, Samples.escalation(REPLAY, REPLAY, 1, "raised"));
            await().atMost(SOON).untilAsserted(() -> get("/escalations/" + REPLAY));
            wire.sendAll(Topic.REPLAY_ACTION, REPLAY, actions);
            wire.send(Topic.REPLAY_AUDITED, REPLAY, Samples.audited(REPLAY, actions));
            wire.send(Topic.BUNDLE_CAPTURED, CAPTURED.getBundleId(), CAPTURED);
            wire.send(Topic.BUNDLE_CAPTURED, OLD.getBundleId(), Samples.deleted(OLD));
            wire.send(Topic.APPROVAL_STATE, REPLAY, Samples.approval(REPLAY, 1, "requested"));
            wire.send(Topic.APPROVAL_STATE, REPLAY, Samples.approval(REPLAY, 2, "approved"));
            wire.send(Topic.ACCESS, REPLAY, ACCESS);
            wire.send(
                    Topic.ACCESS,
                    REPLAY,
                    Samples.accessed(REPLAY, CAPTURED.getBundleId(), "ana", Samples.ending("completed", 7)));
        }
        await().atMost(SOON)
                .untilAsserted(() -> get("/replays/" + REPLAY + "/verify").body("verdict", equalTo("intact")));
        await().atMost(SOON).untilAsserted(() -> get("/bundles/" + CAPTURED.getBundleId()));
        await().atMost(SOON).untilAsserted(() -> get("/approvals/" + REPLAY).body("status", equalTo("approved")));
        await().atMost(SOON).untilAsserted(() -> get("/accesses/" + REPLAY).body("outcome", equalTo("completed")));
        await().atMost(SOON).until(() -> verified("SELECT 1").containsKey("bundle:" + OLD.getBundleId()));
        assertThat(checkpointing.advance()).isPresent();
    }

    @Test
    void findsAllThatWasTakenIntactAndCoveredByACheckpoint() throws SQLException {
        Map<String, Verified> verified = verified("SELECT 1");

        for (String place : List.of(
                "checkpoints:",
                "log:byteor.escalation-0",
                "replay:" + REPLAY,
                "bundle:" + CAPTURED.getBundleId(),
                "approval:" + REPLAY,
                "escalation:" + REPLAY,
                "access:" + REPLAY,
                "log:byteor.access-0")) {
            assertThat(verified.get(place)).as(place).satisfies(it -> {
                assertThat(it.verdict()).isEqualTo(Verdict.INTACT);
                assertThat(it.checkpoint()).isNotNull();
                assertThat(it.records()).isPositive();
            });
        }
    }

    @Test
    void answersThePagesOfTheWholeStoreOneBehindTheOther() {
        List<String> whole = get("/verify?limit=1000").extract().path("items.id");
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            ExtractableResponse<Response> page = get("/verify?limit=7" + after).extract();
            paged.addAll(page.<List<String>>path("items.id"));
            String next = page.path("next");
            after = next == null ? null : "&after=" + next;
        } while (after != null);

        assertThat(paged).isEqualTo(whole).contains(REPLAY);
        get("/verify?limit=" + whole.size())
                .body("items.size()", equalTo(whole.size()))
                .body("next", nullValue());
        get("/verify?limit=1000&since=" + Instant.now().plusSeconds(60))
                .body("items.kind", not(hasItem("replay")))
                .body("items.find { it.kind == 'checkpoints' }.verdict", equalTo("intact"));
        get("/replays/" + REPLAY + "/verify")
                .body("actions", equalTo("intact"))
                .body("records", equalTo("intact"))
                .body("checkpoint", notNullValue());
    }

    @Test
    void givesAReceiptThatHoldsForItsBundleAloneAndIsCheckedWithoutTheStore() {
        String bundleId = Samples.bundleId("bundle");
        Envelope receipt =
                Envelope.parse(get("/replays/" + REPLAY + "/receipt").extract().asByteArray(), "receipt");
        ReceiptVerifier verifier = new ReceiptVerifier(keys.known());

        assertThat(verifier.faults(receipt, Digest.parse(bundleId))).isEmpty();
        assertThat(verifier.faults(receipt, Digest.parse(CAPTURED.getBundleId())))
                .containsExactly(ReceiptFault.BUNDLE);
        assertThat(new ReceiptVerifier(
                                new KnownKeys(List.of(SigningKey.generate().verifyingKey())))
                        .faults(receipt, Digest.parse(bundleId)))
                .containsExactly(ReceiptFault.SIGNER, ReceiptFault.CHECKPOINT, ReceiptFault.INCLUSION);
        await().atMost(SOON)
                .untilAsserted(() -> get("/accesses?kind=receipt&replayId=" + REPLAY)
                        .body("items.size()", equalTo(1))
                        .body("items[0].outcome", equalTo("completed")));
    }

    @Test
    void givesNoReceiptOfAReplayThatIsNotAudited() {
        read(TestTokens.of("analyst"), "/replays/none/receipt")
                .statusCode(404)
                .body("code", equalTo("REPLAY_NOT_FOUND"));
    }

    @Test
    void publishesCheckpointsAndKnowsTheNewestOne() {
        publisher.tick();

        assertThat(published.last())
                .isEqualTo(checkpointing.advance().orElseThrow().checkpoint().sequence());
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday, since, REQUEST_INVALID",
        "after=x, after, CURSOR_INVALID",
        "after=replay:x, after, CURSOR_INVALID",
        "limit=0, limit, REQUEST_INVALID"
    })
    void refusesQuestionsThatCannotBe(String query, String place, String code) {
        read(TestTokens.of("analyst"), "/verify?" + query)
                .statusCode(400)
                .body("place", equalTo(place))
                .body("code", equalTo(code));
    }

    @Test
    void takesACursorForTheQuestionAloneThatItWasGivenOutFor() {
        String next = get("/verify?limit=1").extract().path("next");

        get("/verify?limit=1&after=" + next).body("items.size()", equalTo(1));
        read(TestTokens.of("analyst"), "/verify?limit=1&since=2026-01-01T00:00:00Z&after=" + next)
                .statusCode(400)
                .body("code", equalTo("CURSOR_INVALID"));
    }

    @Test
    void verifiesTheWholeStoreOnlyForThoseWhoMayReadItAll() {
        read(TestTokens.of("analyst", "ana", "demo"), "/verify").statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay:R      | altered    | UPDATE replay SET outcome = 'failed' WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET started_at = NULL WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay_action SET at = 'infinity' WHERE replay_id = ':id' AND seq = 2",
                "replay:R      | altered    | UPDATE replay_action SET at = '4713-01-01 BC' WHERE replay_id = ':id' AND seq = 2",
                "replay:R      | altered    | UPDATE action_count SET hour = '-infinity' WHERE replay_id = ':id' AND first_seq = 1",
                "replay:R      | altered    | UPDATE replay SET finished_at = 'infinity' WHERE replay_id = ':id'",
                "approval:R    | altered    | UPDATE record_log SET taken_at = '-infinity' WHERE kind = 'approval' AND subject = ':id'",
                "log:A         | altered    | UPDATE record_log SET taken_at = 'infinity' WHERE kind = 'approval' AND subject = ':id'",
                "replay:R      | altered    | UPDATE record_log SET taken_at = 'infinity' WHERE kind = 'replay' AND subject = ':id'",
                "replay:R      | altered    | UPDATE replay SET audited_on = audited_on + interval '1 s' WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET tree_size = 4 WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET root_matched = false WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET day = day + 1 WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay_action SET day = day + 1 WHERE replay_id = ':id' AND seq = 2",
                "replay:R      | altered    | DELETE FROM action_count WHERE replay_id = ':id' AND first_seq = 1",
                "replay:R      | altered    | UPDATE action_count SET actions = actions + 1 WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE action_count SET day = day + 1 WHERE replay_id = ':id'",
                "replay:R      | altered    | INSERT INTO action_count SELECT replay_id, day, hour + interval '1 h', role, lane, stage,"
                        + " target, to_lane, decision, 1, 0, 0 FROM action_count WHERE replay_id = ':id'",
                "replay:xR     | unanchored | INSERT INTO action_count SELECT 'x:id', day, hour, role, lane, stage,"
                        + " target, to_lane, decision, 1, 0, 0 FROM action_count WHERE replay_id = ':id'",
                "replay:xR     | unanchored | UPDATE replay_action SET replay_id = 'x:id' WHERE replay_id = ':id' AND seq = 4",
                "replay:       | unanchored | UPDATE replay_action SET replay_id = '' WHERE replay_id = ':id' AND seq = 4",
                "replay:       | unanchored | INSERT INTO action_count SELECT '', day, hour, role, lane, stage,"
                        + " target, to_lane, decision, 1, 0, 0 FROM action_count WHERE replay_id = ':id'",
                "replay:       | unanchored | INSERT INTO replay (replay_id, day) VALUES ('', '2026-11-23')",
                "access:       | unanchored | INSERT INTO access (access_id, issuer, subject, roles, kind, asked, environments, masked,"
                        + " began_at) VALUES ('', 'i', 's', '{}', 'audit', '{}', '{}', '{}', now())",
                "approval:     | altered    | UPDATE record_log SET subject = '' WHERE kind = 'approval' AND subject = ':id'",
                "replay:R      | missing    | DELETE FROM replay WHERE replay_id = ':id'",
                "replay:R      | altered    | DELETE FROM record_log WHERE kind = 'replay' AND subject = ':id'",
                "replay:R      | unanchored | DELETE FROM record_log WHERE kind = 'replay' AND subject = ':id';"
                        + " UPDATE replay SET audited_on = '2020-01-01' WHERE replay_id = ':id'",
                "replay:R      | altered    | DELETE FROM record_log WHERE kind = 'replay' AND subject = ':id';"
                        + " UPDATE replay SET audited_on = '2020-01-01', tree_size = 4 WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET decision = 'accepted', decided_at = now() WHERE replay_id = ':id'",
                "replay:R      | unanchored | UPDATE replay SET decision = 'accepted', decided_at = '2020-01-01', reason = 'x',"
                        + " approvers = '{ana}' WHERE replay_id = ':id'",
                "replay:R      | altered    | UPDATE replay SET decision = 'accepted', decided_at = '2020-01-01', outcome = 'x'"
                        + " WHERE replay_id = ':id'",
                "bundle:O      | unanchored | INSERT INTO bundle OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(b, jsonb_build_object('bundle_id', ':old',"
                        + " 'arrival', -1, 'stored_at', '2020-01-01'))).* FROM bundle b WHERE title = ':id'",
                "bundle:O      | altered    | INSERT INTO bundle OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(b,"
                        + " jsonb_build_object('bundle_id', ':old', 'arrival', -1, 'stored_at', now()))).* FROM bundle b WHERE title = ':id'",
                "bundle:B      | altered    | UPDATE bundle SET stored_at = '2020-01-01' WHERE title = ':id'",
                "bundle:B      | altered    | UPDATE bundle SET title = 'x' WHERE title = ':id'",
                "bundle:B      | missing    | DELETE FROM bundle WHERE title = ':id'",
                "approval:R    | altered    | UPDATE approval SET votes = '[]' WHERE approval_id = ':id'",
                "escalation:R  | altered    | UPDATE escalation SET replay_id = NULL WHERE escalation_id = ':id'",
                "escalation:xR | unanchored | INSERT INTO escalation (escalation_id, revision, cause, subject, evidence, status,"
                        + " raised_at, changed_at) VALUES ('x:id', 1, 'c', 's', 'e', 'raised', now(), now())",
                "access:R      | altered    | UPDATE access SET subject = 'paul' WHERE access_id = ':id'",
                "access:R      | altered    | UPDATE access SET outcome = NULL, finished_at = NULL WHERE access_id = ':id'",
                "access:R      | missing    | DELETE FROM access WHERE access_id = ':id'",
                "access:xR     | unanchored | INSERT INTO access (access_id, issuer, subject, roles, kind, asked, environments, masked,"
                        + " began_at) VALUES ('x:id', 'i', 's', '{}', 'audit', '{}', '{}', '{}', now())",
                "approval:R    | altered    | UPDATE record_log SET record_key = 'x' WHERE kind = 'approval' AND subject = ':id'",
                "log:A         | missing    | DELETE FROM record_log WHERE kind = 'approval' AND subject = ':id' AND place ="
                        + " (SELECT min(place) FROM record_log WHERE kind = 'approval' AND subject = ':id')",
                "log:A         | truncated  | DELETE FROM record_log WHERE kind = 'approval' AND subject = ':id'",
                "log:A         | altered    | UPDATE record_log SET subject = 'x' WHERE kind = 'approval' AND subject = ':id'",
                "log:byteor.escalation-0 | truncated  | DELETE FROM record_log_head WHERE topic = 'byteor.escalation';"
                        + " DELETE FROM record_log WHERE topic = 'byteor.escalation'",
                "log:byteor.escalation-0 | altered    | UPDATE sink_offset SET next = next + 1 WHERE topic = 'byteor.escalation'",
                "checkpoints:  | altered    | INSERT INTO audit_checkpoint VALUES (1000000000000, 'x')",
                "checkpoints:  | altered    | INSERT INTO audit_checkpoint VALUES (9223372036854775807, 'x')",
                "checkpoints:  | intact     | UPDATE audit_checkpoint SET envelope = replace(envelope, '\"keyid\":\"sha256:',"
                        + " '\"keyid\":\"x')"
            })
    void tellsTamperingApart(String place, String verdict, String tampering) throws SQLException {
        String where =
                place.replace("O", OLD.getBundleId()).replace("R", REPLAY).replace("B", CAPTURED.getBundleId());

        Verified found = verified(tampering.replace(":id", REPLAY).replace(":old", OLD.getBundleId()))
                .get(place(where));

        assertThat(found).as(where).isNotNull();
        assertThat(found.verdict().text()).isEqualTo(verdict);
    }

    private String place(String where) throws SQLException {
        if (!where.equals("log:A")) {
            return where;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT partition FROM record_log WHERE kind = 'approval' AND subject = '" + REPLAY + "'")) {
            row.next();
            return "log:byteor.approval.state-" + row.getInt(1);
        }
    }

    /** What the store would be said to be after these statements, of which nothing stays. */
    private Map<String, Verified> verified(String statements) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements);
                return new StoreVerifications(
                                new Tampered(connection),
                                keys,
                                published,
                                InstantSource.system(),
                                Duration.ZERO,
                                Duration.ofDays(1))
                        .page(null, null, Integer.MAX_VALUE).stream()
                                .collect(Collectors.toMap(it -> it.place().text(), it -> it));
            } finally {
                connection.rollback();
            }
        }
    }

    /** The store within a transaction that changed it. */
    private final class Tampered implements Snapshot.Source {
        private final Connection connection;

        Tampered(Connection connection) {
            this.connection = connection;
        }

        @Override
        public <T> T read(Function<Snapshot, T> reader) {
            try {
                return reader.apply(PostgresSnapshots.of(connection, entries));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ValidatableResponse get(String path) {
        return read(TestTokens.of("analyst"), path).statusCode(200);
    }

    private static ValidatableResponse read(String token, String path) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }
}
