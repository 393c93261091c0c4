package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.RefusedException;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.StoreUnavailableException;
import io.byteor.audit.verify.StoreVerifications;
import io.byteor.audit.verify.Verdict;
import io.byteor.audit.verify.Verified;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A record that the database refuses costs that record alone. A constraint refuses here, since what indexes refuse is found before.
 *
 * <p>Classes run by name: behind {@link StoreVerifyIT}, which verifies for every case all that is stored by then.
 */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class UnstorableIT extends OnWire {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 3_000;
    private static final int POISON = 1_234;
    private static final int FEW = 20;
    /** Of no topic, so that nobody else takes of it. */
    private static final int PARTITION = 1_000;

    /** Hard to compress. */
    private static final String LONG =
            IntStream.range(0, 60).mapToObj(i -> Samples.bundleId("part-" + i)).collect(Collectors.joining());

    @Inject
    DataSource database;

    @Inject
    AuditStore store;

    @Inject
    Snapshot.Source snapshots;

    @Inject
    Checkpointing checkpointing;

    @Inject
    StoreKeys keys;

    @Inject
    PublishedCheckpoints published;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void prepare() throws SQLException {
        constrain("replay_action", "reason <> 'poison'");
        constrain("access", "kind <> 'poison'");
    }

    @Test
    void takesEveryActionButTheOneThatIsRefused() throws SQLException {
        List<ReplayAction> actions = new ArrayList<>(Samples.actions(id, MANY));
        actions.set(
                POISON,
                ReplayAction.newBuilder(actions.get(POISON)).setReason("poison").build());

        whileNothingIsTaken("replay", () -> wire.sendAll(Topic.REPLAY_ACTION, id, actions));

        assertThat(refused(id)).isEqualTo("23514");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(number("SELECT count(*) FROM replay_action WHERE replay_id = '" + id + "'"))
                                .isEqualTo(MANY - 1));
        assertThat(number("SELECT count(*) FROM replay_action WHERE replay_id = '" + id + "' AND seq = " + POISON))
                .isZero();
        goesOn(Topic.REPLAY_ACTION);
    }

    @Test
    void takesEveryFactButTheOneThatIsRefusedAndFindsTheLogIntact() throws SQLException {
        // Few accesses, each told many times: whoever verifies this store derives all of it.
        List<AccessRecorded> told = IntStream.range(0, MANY)
                .mapToObj(i -> accessed(i == POISON ? id + "-poison" : id + "-" + i % FEW, id))
                .toList();
        told.get(POISON).put("kind", "poison");

        whileNothingIsTaken(
                "access", () -> told.forEach(access -> wire.send(Topic.ACCESS, access.getAccessId(), access)));

        assertThat(refused(id + "-poison")).isEqualTo("23514");
        String logged = "SELECT count(*) FROM record_log WHERE kind = 'access' AND subject LIKE '" + id + "-%'";
        await().atMost(SOON).untilAsserted(() -> assertThat(number(logged)).isEqualTo(MANY - 1));
        assertThat(number("SELECT count(*) FROM access WHERE bundle_id = '" + Samples.bundleId(id) + "'"))
                .isEqualTo(FEW);
        goesOn(Topic.ACCESS);
        assertThat(checkpointing.advance()).isPresent();
        assertThat(logs(Topic.ACCESS)).isNotEmpty().allMatch(log -> log.verdict() == Verdict.INTACT);
    }

    private static AccessRecorded accessed(String accessId, String bundle) {
        return Samples.accessed(accessId, Samples.bundleId(bundle), "ana");
    }

    @Test
    void saysThatItRefusesARowForWhatIsInItAndTakesNothing() {
        Slice slice = slice(Samples.accessed(id, LONG, "ana"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> store.take(List.of(slice)))
                .satisfies(refusal -> assertThat(refusal.why()).isEqualTo("54000"));
        assertThat(store.next(Topic.ACCESS, PARTITION)).isEqualTo(slice.from());

        store.take(List.of(slice.withoutEntries()));
        assertThat(store.next(Topic.ACCESS, PARTITION)).isEqualTo(slice.next());
    }

    @Test
    void isUnavailableWhereItRefusesEveryRow() throws SQLException {
        Slice slice = slice(Samples.accessed(id, Samples.bundleId(id), "ana"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE access ADD COLUMN more text NOT NULL DEFAULT ''");
            statement.execute("ALTER TABLE access ALTER COLUMN more DROP DEFAULT");
            try {
                assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.take(List.of(slice)));
            } finally {
                statement.execute("ALTER TABLE access DROP COLUMN more");
            }
        }
    }

    private Slice slice(AccessRecorded access) {
        long from = store.next(Topic.ACCESS, PARTITION);
        return new Slice(Topic.ACCESS, PARTITION, from, from + 1, List.of(new Entry.Accessed(access)));
    }

    private List<Verified> logs(Topic topic) {
        return new StoreVerifications(
                        snapshots, keys, published, InstantSource.system(), Duration.ZERO, Duration.ofDays(1))
                .page(null, null, 1_000).stream()
                        .filter(verified -> verified.place().text().startsWith("log:" + topic.topicName() + "-"))
                        .toList();
    }

    @Test
    void refusesAnIdThatNoAccountCouldBeKeptOf() {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/audit/v1/export?replayId=" + "0123456789abcdef".repeat(20))
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"))
                .body("place", equalTo("replayId"));
    }

    private void goesOn(Topic topic) {
        if (topic == Topic.REPLAY_ACTION) {
            wire.sendAll(topic, id + "-next", Samples.actions(id + "-next", 3));
        } else {
            wire.send(topic, id + "-next", Samples.accessed(id + "-next", Samples.bundleId(id + "-next"), "ana"));
        }
        String next = topic == Topic.REPLAY_ACTION
                ? "SELECT count(*) / 3 FROM replay_action WHERE replay_id = '" + id + "-next'"
                : "SELECT count(*) FROM access WHERE access_id = '" + id + "-next'";
        await().atMost(SOON).untilAsserted(() -> assertThat(number(next)).isOne());
    }

    /** So that all of it waits together. */
    private void whileNothingIsTaken(String table, Runnable sending) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table);
            sending.run();
            connection.rollback();
        }
    }

    /** The SQLSTATE that the dead letter of this key names. */
    private String refused(String key) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            wire.deadLetters().stream()
                    .filter(letter -> key.equals(new String(letter.key(), StandardCharsets.UTF_8)))
                    .forEach(letters::add);
            return !letters.isEmpty();
        });
        assertThat(header(letters.getFirst(), DeadLetter.CODE)).isEqualTo("RECORD_UNSTORABLE");
        String detail = header(letters.getFirst(), DeadLetter.DETAIL);
        return detail.substring(detail.lastIndexOf(' ') + 1);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** For good, since what was refused must be refused whenever the log is verified. */
    private void constrain(String table, String condition) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS no_poison,"
                    + " ADD CONSTRAINT no_poison CHECK (" + condition + ")");
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
