package io.byteor.audit.export.postgres;

import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.export.Subject;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.store.Conditions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * The rows of a query as statements, in the order of their replays' arrival. Where not every action of a replay is wanted, replays that
 * have none are passed over by their counts, and of the others the places that the counts name are read. Immutable.
 */
final class WantedRows {
    private static final String REPLAYS =
            "SELECT r.*, to_json(r.approvers)::text AS approvers_json FROM replay r WHERE %s ORDER BY r.arrival";
    private static final String COUNT_REPLAYS = "SELECT count(*) FROM replay r WHERE %s";
    /** Those that have arrived without a gap; of a day that is retired none is left, though its replays tell how many there were. */
    private static final String COUNT_EVERY = """
            SELECT coalesce(sum(r.tree_size), 0) FROM replay r
            WHERE %s AND NOT EXISTS (SELECT FROM retired_day d WHERE d.day = r.day)""";

    private static final String COUNT_SOME = """
            SELECT count(*) FROM %s CROSS JOIN LATERAL (
                SELECT FROM replay_action a
                WHERE a.replay_id = r.replay_id AND a.day = r.day AND a.seq BETWEEN s.first AND s.last AND %s OFFSET 0) found
            WHERE %s""";
    private static final String EVERY = """
            replay r CROSS JOIN LATERAL (
                SELECT 0::bigint AS first, 9223372036854775807 AS last,
                    CASE WHEN EXISTS (SELECT FROM retired_day d WHERE d.day = r.day) THEN 0 ELSE r.tree_size END AS least) s""";
    private static final String SOME = """
            replay r CROSS JOIN LATERAL (
                SELECT min(c.first_seq) AS first, max(c.last_seq) AS last, 0::bigint AS least FROM action_count c
                WHERE c.replay_id = r.replay_id AND %s) s""";
    private static final String STRETCHES =
            "SELECT r.replay_id, r.day, s.first, s.last, s.least FROM %s WHERE %s AND s.first IS NOT NULL ORDER BY r.arrival";
    private static final String ACTIONS = """
            SELECT a.* FROM replay_action a
            WHERE a.replay_id = ? AND a.day = ? AND a.seq BETWEEN ? AND ? AND %s ORDER BY a.seq""";
    private static final int STRETCH_COLUMNS = 4;

    private final Subject of;
    private final Conditions replays;
    private final Conditions counts;
    private final Conditions actions;

    WantedRows(ExportQuery query, Reach reach) {
        of = query.of();
        replays = Conditions.onReplays("r", query.wanted(), reach);
        counts = Conditions.onCounts(query.wanted());
        actions = Conditions.onActions(query.wanted());
    }

    Subject of() {
        return of;
    }

    /** How many there are. */
    PreparedStatement count(Connection connection) throws SQLException {
        if (of == Subject.REPLAYS || actions.isEmpty()) {
            String count = of == Subject.REPLAYS ? COUNT_REPLAYS : COUNT_EVERY;
            return bound(connection, count.formatted(replays.plain()), replays);
        }
        String count = COUNT_SOME.formatted(SOME.formatted(counts.plain()), actions.plain(), replays.plain());
        return bound(connection, count, counts, actions, replays);
    }

    PreparedStatement replays(Connection connection) throws SQLException {
        return bound(connection, REPLAYS.formatted(replays.plain()), replays);
    }

    /** Which actions of which replay to read: rows for {@link #read}. */
    PreparedStatement stretches(Connection connection) throws SQLException {
        return actions.isEmpty()
                ? bound(connection, STRETCHES.formatted(EVERY, replays.plain()), replays)
                : bound(
                        connection,
                        STRETCHES.formatted(SOME.formatted(counts.plain()), replays.plain()),
                        counts,
                        replays);
    }

    /** The actions of one stretch, which {@link #read} has to name. */
    PreparedStatement actions(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(ACTIONS.formatted(actions.plain()));
        actions.bind(statement, STRETCH_COLUMNS + 1);
        return statement;
    }

    static ResultSet read(PreparedStatement actions, ResultSet stretch) throws SQLException {
        actions.setString(1, stretch.getString("replay_id"));
        actions.setObject(2, stretch.getObject("day", LocalDate.class));
        actions.setLong(3, stretch.getLong("first"));
        actions.setLong(STRETCH_COLUMNS, stretch.getLong("last"));
        return actions.executeQuery();
    }

    private static PreparedStatement bound(Connection connection, String sql, Conditions... conditions)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int place = 1;
        for (Conditions each : conditions) {
            place = each.bind(statement, place);
        }
        return statement;
    }
}
