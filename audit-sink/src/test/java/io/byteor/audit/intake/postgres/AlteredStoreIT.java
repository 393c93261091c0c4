package io.byteor.audit.intake.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.audit.Samples;
import io.byteor.audit.SinkSetUp;
import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.audit.intake.Consumed;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class AlteredStoreIT {
    private static final int PARTITION = 2_001;
    private static final String HEAD = " WHERE topic = 'byteor.escalation' AND partition = " + PARTITION;

    @Inject
    AuditStore store;

    @Inject
    DataSource database;

    private final String changed = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    @Test
    void takesActionsOfAReplayWhoseTreeWasChangedAndOfAllOthers() throws SQLException {
        take(actions(changed).limit(5));
        sql("UPDATE replay SET tree_size = 7 WHERE replay_id = '%s'".formatted(changed));

        assertThat(take(Stream.concat(actions(changed).skip(5), actions(other))))
                .isEqualTo(new Taken(15, 0, 0));

        assertThat(treeSize(changed)).isEqualTo("7");
        assertThat(treeSize(other)).isEqualTo("10");
    }

    @Test
    void growsATreeAnewThatWasPutRightFromActionsThatComeAgain() throws SQLException {
        take(actions(changed));
        sql("UPDATE replay SET tree_size = 0, tree_frontier = '' WHERE replay_id = '%s'".formatted(changed));

        assertThat(take(actions(changed))).isEqualTo(new Taken(0, 10, 0));

        assertThat(treeSize(changed)).isEqualTo("10");
    }

    @Test
    void namesTheLogWhoseHeadWasChangedAndGoesOnOnceThatIsPutRight() throws SQLException {
        long size = log();
        sql("UPDATE record_log_head SET size = -1" + HEAD);

        assertThatThrownBy(this::log).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT);
            assertThat(e.value()).isEqualTo("byteor.escalation-" + PARTITION);
        });

        sql("UPDATE record_log_head SET size = " + size + HEAD);
        assertThat(log()).isEqualTo(size + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void passesOverNothingOfALogWhoseOffsetWasMovedAndGoesOnOnceThatIsPutRight(int by) throws SQLException {
        log();
        long size = log();
        sql("UPDATE sink_offset SET next = next + " + by + HEAD);

        assertThatThrownBy(this::log).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT);
            assertThat(e.place()).isEqualTo("sink_offset");
            assertThat(e.value()).isEqualTo("byteor.escalation-" + PARTITION);
        });

        sql("UPDATE sink_offset SET next = " + size + HEAD);
        assertThat(log()).isEqualTo(size + 1);
    }

    private static Stream<Entry> actions(String replayId) {
        return Samples.actions(replayId, 10).stream().map(Entry.Action::of);
    }

    private Taken take(Stream<Entry> entries) {
        long from = store.next(Topic.REPLAY_ACTION, PARTITION);
        List<Entry> all = entries.toList();
        return store.take(List.of(new Slice(Topic.REPLAY_ACTION, PARTITION, from, from + all.size(), all)));
    }

    /** Appends a record and answers how many the log has then. */
    private long log() {
        long from = store.next(Topic.ESCALATION, PARTITION);
        store.take(List.of(new Slice(
                Topic.ESCALATION,
                PARTITION,
                from,
                from + 1,
                List.of(),
                List.of(new Consumed(from, 0, null, null, null)))));
        return from + 1;
    }

    private String treeSize(String replayId) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT tree_size FROM replay WHERE replay_id = '" + replayId + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
