package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.audit.intake.Entry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The actions' way into their day's partition. */
final class ActionTable {
    /** Between day and leaf as they stand in the form. */
    private static final String COLUMNS =
            "day, replay_id, seq, role, lane, stage, origin_lane, origin_sequence, ordinal,"
                    + " target, to_lane, decision, reason, key, payload_sha256, payload_bytes, at, leaf";

    private static final int COLUMN_COUNT = 18;
    private static final String STAGING =
            "CREATE TEMPORARY TABLE IF NOT EXISTS action_staging" + " (LIKE replay_action) ON COMMIT DELETE ROWS";
    private static final String MERGE = "WITH added AS (INSERT INTO replay_action (" + COLUMNS + ") SELECT " + COLUMNS
            + " FROM action_staging ON CONFLICT DO NOTHING RETURNING *), counted AS (" + ActionCounts.addFrom("added")
            + ") SELECT count(*) FROM added";
    /** A look-up for each row, not a join, for which the planner may well read the whole partition. */
    private static final String CONTRADICTING = """
            SELECT count(*) FROM action_staging s WHERE s.leaf <> (
                SELECT a.leaf FROM replay_action a
                WHERE a.replay_id = s.replay_id AND a.seq = s.seq AND a.day = s.day)""";

    private ActionTable() {}

    /** Straight into the partitions; fails with a unique violation when one of them is there already. */
    static Taken copy(
            Connection connection, SortedMap<String, List<Entry.Action>> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        SortedMap<LocalDate, SortedMap<String, List<Entry.Action>>> byDay = new TreeMap<>();
        actions.forEach((replayId, own) -> byDay.computeIfAbsent(
                        PostgresAuditStore.row(replays, replayId).day(), _ -> new TreeMap<>())
                .put(replayId, own));
        long rows = 0;
        ActionCounts counts = new ActionCounts();
        for (Map.Entry<LocalDate, SortedMap<String, List<Entry.Action>>> day : byDay.entrySet()) {
            rows += copy(connection, DayPartitions.name(day.getKey()), day.getValue(), replays, counts::count);
        }
        counts.add(connection, replays);
        return new Taken(rows, 0, 0);
    }

    /** By way of a staging table, leaving out what is there already. */
    static Taken merge(
            Connection connection, SortedMap<String, List<Entry.Action>> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            long arrived = copy(connection, "action_staging", actions, replays, _ -> {});
            long rows = count(statement, MERGE);
            return rows == arrived
                    ? new Taken(rows, 0, 0)
                    : new Taken(rows, arrived - rows, count(statement, CONTRADICTING));
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet counted = statement.executeQuery(query)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /** Trees grow, and {@code beside} is done, while the server is at work on the rows before. */
    private static long copy(
            Connection connection,
            String table,
            SortedMap<String, List<Entry.Action>> actions,
            Map<String, ReplayRow> replays,
            Consumer<Entry.Action> beside)
            throws SQLException {
        try (BinaryRows rows = BinaryRows.into(connection, table + " (" + COLUMNS + ")", COLUMN_COUNT)) {
            for (Map.Entry<String, List<Entry.Action>> own : actions.entrySet()) {
                ReplayRow replay = PostgresAuditStore.row(replays, own.getKey());
                for (Entry.Action action : own.getValue()) {
                    ActionRow.put(rows, replay.day(), action);
                    replay.arrived(action.seq(), action.leaf());
                    beside.accept(action);
                }
            }
            return rows.end();
        }
    }
}
