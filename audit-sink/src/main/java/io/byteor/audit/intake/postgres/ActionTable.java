package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.audit.intake.Entry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    static Taken copy(Connection connection, List<Entry.Action> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        long rows = 0;
        ActionCounts counts = new ActionCounts();
        for (Map.Entry<LocalDate, List<Entry.Action>> day :
                byDay(actions, replays).entrySet()) {
            rows += copy(connection, DayPartitions.name(day.getKey()), day.getValue(), replays, counts::count);
        }
        counts.add(connection, replays);
        return new Taken(rows, 0, 0);
    }

    private static SortedMap<LocalDate, List<Entry.Action>> byDay(
            List<Entry.Action> actions, Map<String, ReplayRow> replays) {
        SortedMap<LocalDate, List<Entry.Action>> byDay = new TreeMap<>();
        replays.values().forEach(replay -> byDay.put(replay.day(), new ArrayList<>()));
        if (byDay.size() == 1) { // nearly always
            byDay.replaceAll((_, _) -> actions);
        } else {
            actions.forEach(action ->
                    Objects.requireNonNull(byDay.get(day(replays, action))).add(action));
            byDay.values().removeIf(List::isEmpty);
        }
        return byDay;
    }

    /** By way of a staging table, leaving out what is there already. */
    static Taken merge(Connection connection, List<Entry.Action> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            copy(connection, "action_staging", actions, replays, _ -> {});
            long rows = count(statement, MERGE);
            return rows == actions.size()
                    ? new Taken(rows, 0, 0)
                    : new Taken(rows, actions.size() - rows, count(statement, CONTRADICTING));
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
            List<Entry.Action> actions,
            Map<String, ReplayRow> replays,
            Consumer<Entry.Action> beside)
            throws SQLException {
        try (BinaryRows rows = BinaryRows.into(connection, table + " (" + COLUMNS + ")", COLUMN_COUNT)) {
            for (Entry.Action action : actions) {
                ReplayRow replay = PostgresAuditStore.row(replays, action.replayId());
                ActionRow.put(rows, replay.day(), action);
                replay.arrived(action.seq(), action.leaf());
                beside.accept(action);
            }
            return rows.end();
        }
    }

    private static LocalDate day(Map<String, ReplayRow> replays, Entry.Action action) {
        return PostgresAuditStore.row(replays, action.replayId()).day();
    }
}
