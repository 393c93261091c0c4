package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.audit.intake.Entry;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The actions' way into their day's partition. */
final class ActionTable {
    private static final String COLUMNS =
            "replay_id, seq, day, role, lane, stage, origin_lane, origin_sequence, ordinal,"
                    + " target, to_lane, decision, reason, key, payload_sha256, payload_bytes, at, leaf";
    private static final int COLUMN_COUNT = 18;
    private static final String BINARY = " FROM STDIN (FORMAT binary)";
    private static final String STAGING =
            "CREATE TEMPORARY TABLE IF NOT EXISTS action_staging" + " (LIKE replay_action) ON COMMIT DELETE ROWS";
    private static final String MERGE = "WITH added AS (INSERT INTO replay_action (" + COLUMNS + ") SELECT " + COLUMNS
            + " FROM action_staging ON CONFLICT DO NOTHING RETURNING *), counted AS (" + ActionCounts.addFrom("added")
            + ") SELECT count(*) FROM added";
    private static final String CONTRADICTING = """
            SELECT count(*) FROM action_staging s JOIN replay_action a USING (replay_id, seq, day) WHERE s.leaf <> a.leaf""";

    private ActionTable() {}

    /** Straight into the partitions; fails with a unique violation when one of them is there already. */
    static Taken copy(Connection connection, List<Entry.Action> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        Map<LocalDate, BinaryRows> byDay = new TreeMap<>();
        for (Entry.Action action : actions) {
            LocalDate day = day(replays, action);
            put(byDay.computeIfAbsent(day, _ -> new BinaryRows(COLUMN_COUNT)), action, day);
        }
        long rows = 0;
        for (Map.Entry<LocalDate, BinaryRows> day : byDay.entrySet()) {
            String statement = "COPY " + DayPartitions.name(day.getKey()) + " (" + COLUMNS + ")" + BINARY;
            rows += day.getValue().copy(copyManager(connection), statement);
        }
        ActionCounts.add(connection, actions, replays);
        return new Taken(rows, 0, 0);
    }

    /** By way of a staging table, leaving out what is there already. */
    static Taken merge(Connection connection, List<Entry.Action> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        BinaryRows staged = new BinaryRows(COLUMN_COUNT);
        for (Entry.Action action : actions) {
            put(staged, action, day(replays, action));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            staged.copy(copyManager(connection), "COPY action_staging (" + COLUMNS + ")" + BINARY);
            long rows = count(statement, MERGE);
            return new Taken(rows, actions.size() - rows, count(statement, CONTRADICTING));
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet counted = statement.executeQuery(query)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static void put(BinaryRows rows, Entry.Action entry, LocalDate day) {
        ReplayAction action = entry.event();
        rows.row()
                .text(action.getReplayId())
                .int8(action.getSeq())
                .date(day)
                .text(action.getRole())
                .text(action.getLane())
                .text(action.getStage())
                .text(action.getOriginLane())
                .int8(action.getOriginSequence())
                .int4(action.getOrdinal())
                .text(action.getTarget())
                .text(action.getToLane())
                .text(action.getDecision())
                .text(action.getReason())
                .bytea(bytes(action.getKey()))
                .bytea(bytes(action.getPayloadSha256()))
                .int8(action.getPayloadBytes())
                .timestamptz(ActionForm.micros(action.getAt()))
                .bytea(entry.leaf());
    }

    private static LocalDate day(Map<String, ReplayRow> replays, Entry.Action action) {
        return Objects.requireNonNull(replays.get(action.event().getReplayId())).day();
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static CopyManager copyManager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
