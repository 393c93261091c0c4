package io.byteor.audit.retention.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.audit.Samples;
import io.byteor.audit.SinkSetUp;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.export.Deadline;
import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.export.Format;
import io.byteor.audit.export.Snapshot;
import io.byteor.audit.export.Snapshots;
import io.byteor.audit.export.Subject;
import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import io.byteor.audit.retention.postgres.RetiredDays.Outcome;
import io.byteor.audit.verify.ActionsVerifier;
import io.byteor.audit.verify.Anchor;
import io.byteor.audit.verify.Verdict;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class RetiredDaysIT {
    /** The first test vector of RFC 8032, 7.1. */
    private static final SigningKey KEY = SigningKey.parse("""
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """, "test");

    private static final int PARTITION = 2_000;
    private static LocalDate next = LocalDate.parse("2001-01-01");

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    @Inject
    Snapshots exports;

    @Inject
    io.byteor.audit.verify.stored.Snapshot.Source snapshots;

    @Inject
    StoreKeys keys;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final String replayId = UUID.randomUUID().toString();
    private final List<ReplayAction> actions = Samples.actions(replayId, 20);
    private LocalDate day;
    private RetiredDays days;

    @BeforeEach
    void makeADayOfLongAgo() throws SQLException {
        days = new RetiredDays(database, "audit", KEY);
        makeADay();
        sql("INSERT INTO replay (replay_id, day) VALUES ('%s', '%s')".formatted(replayId, day));
    }

    private void makeADay() throws SQLException {
        day = next;
        next = next.plusDays(1);
        // A round makes the partition of its own day, which can be this one.
        sql("CREATE TABLE IF NOT EXISTS %s PARTITION OF replay_action FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(partition(), day, next));
    }

    @Test
    void dropsADayWhoseReplaysVerifiedAndLeavesASignedNote() throws SQLException {
        take(entries(actions));
        audited();
        assertThat(days.before(next)).contains(day);

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.RETIRED);

        assertThat(days.before(next)).doesNotContain(day);
        assertThat(one("SELECT to_regclass('" + partition() + "') IS NULL")).isEqualTo("t");
        assertThat(one("SELECT replays || ' ' || actions FROM retired_day WHERE day = '" + day + "'"))
                .isEqualTo("1 20");
        byte[] envelope = one("SELECT envelope FROM retired_day WHERE day = '" + day + "'")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Envelope.parse(envelope, "note").isSignedBy(KEY.verifyingKey()))
                .isTrue();
        assertThat(one("SELECT audit IS NOT NULL AND root_matched FROM replay WHERE replay_id = '" + replayId + "'"))
                .isEqualTo("t");
        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.GONE);
    }

    @Test
    void takesWhatComesAgainOfARetiredDayAsRepeated() throws SQLException {
        take(entries(actions));
        audited();
        days.retire(day, Samples.AT);

        assertThat(take(entries(actions))).isEqualTo(new Taken(0, 20, 0));
    }

    @Test
    void leavesWhatItDroppedOutOfTheRowsOfAnExport() throws SQLException {
        take(entries(actions));
        audited();
        assertThat(exported()).isEqualTo(20);

        days.retire(day, Samples.AT);

        assertThat(exported()).isZero();
    }

    @Test
    void keepsADayThatAnExportHasBegunToReadAndLetsTheIntakeGoOn() throws Exception {
        take(entries(actions));
        audited();
        AtomicLong rows = new AtomicLong();
        try (Snapshot export = open()) {
            assertThatThrownBy(() -> days.retire(day, Samples.AT)).hasMessageContaining("lock timeout");
            assertThat(take(entries(actions))).isEqualTo(new Taken(0, 20, 0));
            export.each(_ -> rows.incrementAndGet());
        }
        assertThat(rows).hasValue(20);

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.RETIRED);
    }

    @Test
    void endsARoundAtTheFirstDayThatReadersKeep() throws SQLException {
        RetentionRound round = new RetentionRound(days, Duration.ofDays(1), meters);
        LocalDate first = day;
        makeADay();
        try (Snapshot _ = open()) {
            round.begin(next.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
        }

        assertThat(days.before(next)).contains(first, day);
        assertThat(meters.counter("byteor.sink.retention.failed").count()).isOne();
    }

    @Test
    void failsAnExportThatLacksActionsThatNobodyRetired() throws SQLException {
        take(entries(actions));
        sql("DELETE FROM " + partition() + " WHERE seq = 7");

        try (Snapshot export = open()) {
            assertThatThrownBy(() -> export.each(_ -> {})).isInstanceOfSatisfying(ByteorException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT);
                assertThat(failure.value()).isEqualTo(replayId);
            });
        }
        sql("DROP TABLE " + partition());
    }

    @Test
    void exportsWhatHasArrivedBehindAGap() throws Exception {
        take(entries(actions.subList(0, 5)));
        take(entries(actions.subList(7, 20)));
        AtomicLong rows = new AtomicLong();

        try (Snapshot export = open()) {
            assertThat(export.rows()).isEqualTo(5);
            export.each(_ -> rows.incrementAndGet());
        }

        assertThat(rows).hasValue(18);
    }

    @Test
    void leavesDaysAloneForAsLongAsAVerificationTakes() throws SQLException {
        take(entries(actions));
        audited();
        RetentionRound round = new RetentionRound(days, Duration.ZERO, meters);
        sql(
                "CREATE TABLE replay_action_20001231 PARTITION OF replay_action FOR VALUES FROM ('2000-12-31') TO ('2001-01-01')");

        Verdict verdict = snapshots.read(snapshot -> {
            snapshot.checkpoints().last();
            round.begin(next.atStartOfDay().toInstant(ZoneOffset.UTC));
            ReplayAudited audit = Samples.audited(replayId, actions);
            return new ActionsVerifier(snapshot.actions(), keys)
                    .verify(replayId, new Anchor(Digest.ofRaw(audit.getRoot().array()), audit.getListed()), null)
                    .verdict();
        });

        assertThat(verdict).isEqualTo(Verdict.INTACT);
        assertThat(meters.counter("byteor.sink.retention.failed").count()).isEqualTo(1);
        round.begin(next.atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(days.before(next)).doesNotContain(day, LocalDate.of(2000, 12, 31));
    }

    @Test
    void keepsADayWhileAReplayOfItHasNotEnded() throws SQLException {
        take(entries(actions.subList(0, 19)));
        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.UNSETTLED);

        audited();
        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.UNSETTLED);

        take(entries(actions.subList(19, 20)));
        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.RETIRED);
    }

    @Test
    void movesAReplayThatMayStillBeginToADayThatStays() throws SQLException {
        Instant now = Instant.now();

        assertThat(days.retire(day, now)).isEqualTo(Outcome.RETIRED);

        assertThat(one("SELECT replays FROM retired_day WHERE day = '" + day + "'"))
                .isEqualTo("0");
        assertThat(take(entries(actions))).isEqualTo(new Taken(20, 0, 0));
        assertThat(one("SELECT day FROM replay WHERE replay_id = '" + replayId + "'"))
                .isEqualTo(LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
    }

    @Test
    void makesThePartitionOfTheDayThatItMovesReplaysTo() throws SQLException {
        Instant now = Instant.parse("2002-03-04T05:06:07Z");

        assertThat(days.retire(day, now)).isEqualTo(Outcome.RETIRED);

        assertThat(take(entries(actions))).isEqualTo(new Taken(20, 0, 0));
        assertThat(one("SELECT day FROM replay WHERE replay_id = '" + replayId + "'"))
                .isEqualTo("2002-03-04");
        sql("DROP TABLE replay_action_20020304, replay_action_20020305");
    }

    @Test
    void movesNoReplayThatHasActionsBehindAGap() throws SQLException {
        take(entries(actions.subList(5, 20)));

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.UNSETTLED);

        assertThat(one("SELECT day FROM replay WHERE replay_id = '" + replayId + "'"))
                .isEqualTo(day.toString());
        sql("DROP TABLE " + partition());
    }

    @Test
    void changesNothingOfADayThatItKeeps() throws SQLException {
        String idle = UUID.randomUUID().toString();
        sql("INSERT INTO replay (replay_id, day) VALUES ('%s', '%s')".formatted(idle, day));
        take(entries(actions.subList(0, 19)));

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.UNSETTLED);

        assertThat(one("SELECT day FROM replay WHERE replay_id = '" + idle + "'"))
                .isEqualTo(day.toString());
        sql("DROP TABLE " + partition());
    }

    @Test
    void keepsADayThatLacksRows() throws SQLException {
        take(entries(actions));
        audited();
        sql("DELETE FROM " + partition() + " WHERE seq = 7");

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.CONTRADICTED);

        assertThat(days.before(next)).contains(day);
        sql("DROP TABLE " + partition());
    }

    @Test
    void keepsADayWithAReplayThatWasAskedForLater() throws SQLException {
        take(entries(actions));
        audited(day.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());

        assertThat(days.retire(day, Samples.AT)).isEqualTo(Outcome.CONTRADICTED);

        assertThat(days.before(next)).contains(day);
        sql("DROP TABLE " + partition());
    }

    /** How many rows an export of the replay's actions is said to have. */
    private long exported() {
        try (Snapshot snapshot = open()) {
            return snapshot.rows();
        }
    }

    /** An export of all of the replay's actions. */
    private Snapshot open() {
        Window always = new Window(null, null);
        Wanted.Replays any =
                new Wanted.Replays(null, null, null, null, null, null, null, null, null, null, null, null, always);
        Wanted.Actions wanted = new Wanted.Actions(any, replayId, null, null, null, null, null, null, always);
        ExportQuery query = new ExportQuery(Subject.ACTIONS, Format.NDJSON, wanted, Map.of());
        Deadline deadline = new Deadline(InstantSource.system(), Duration.ofMinutes(1));
        return exports.open(query, Reach.ALL, deadline);
    }

    private String partition() {
        return "replay_action_" + day.toString().replace("-", "");
    }

    private static List<Entry> entries(List<ReplayAction> actions) {
        return actions.stream().<Entry>map(Entry.Action::of).toList();
    }

    private void audited() {
        audited(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private void audited(Instant requestedAt) {
        take(List.of(new Entry.Audited(Samples.audited(replayId, actions, requestedAt), Samples.AT)));
    }

    private Taken take(List<Entry> entries) {
        long from = store.next(Topic.REPLAY_ACTION, PARTITION);
        return store.take(List.of(new Slice(Topic.REPLAY_ACTION, PARTITION, from, from + entries.size(), entries)));
    }

    private void sql(String statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private String one(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
