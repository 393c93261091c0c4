package io.byteor.e2e.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What audit-sink asks the database for a page of the actions that replays of an environment executed on a target: which replays have
 * any, by their counts, and then the actions of as many of these as fill the page.
 *
 * @param store which replays these are
 * @param from inclusive, on one day with {@code to}
 * @param to exclusive
 */
record ActionStatements(Rows store, String environment, String target, String from, String to) {
    private static final int REPLAYS_AT_ONCE = 64;
    private static final String COLUMNS =
            "replay_id, seq, role, lane, stage, origin_lane, origin_sequence, ordinal, target, to_lane, decision, reason, key,"
                    + " payload_sha256, payload_bytes, at, leaf";

    /** Answers a statement, cells with a bar between them. */
    @FunctionalInterface
    interface Rows {
        List<String> of(String sql) throws Exception;
    }

    /**
     * Both statements.
     *
     * @param decision of the actions; any where null
     */
    List<String> of(@Nullable String decision, int page) throws Exception {
        String stretches = stretches(decision);
        return List.of(stretches, actions(decision, filling(store.of(stretches), page + 1), page + 1));
    }

    private String stretches(@Nullable String decision) {
        return """
                SELECT r.replay_id, r.day, r.arrival, s.first, s.last, s.actions
                FROM replay r CROSS JOIN LATERAL (
                    SELECT min(c.first_seq) AS first, max(c.last_seq) AS last, CAST(sum(c.actions) AS bigint) AS actions
                    FROM (SELECT * FROM action_count x WHERE x.replay_id = r.replay_id OFFSET 0) c WHERE %2$s) s
                WHERE r.environment = '%1$s' AND r.mode = 'execute' AND r.arrival <= 9223372036854775807
                    AND s.last > CASE r.arrival WHEN 9223372036854775807 THEN 9223372036854775807 ELSE -1 END
                    AND to_regclass('replay_action_' || to_char(r.day, 'YYYYMMDD')) IS NOT NULL
                    AND EXISTS (SELECT FROM action_count c WHERE c.replay_id = r.replay_id AND %2$s)
                ORDER BY r.arrival DESC LIMIT %3$d""".formatted(environment, wanted("c", "hour", decision), REPLAYS_AT_ONCE);
    }

    /** The first of them that have so many actions, each its cells. */
    private static List<String[]> filling(List<String> rows, int most) {
        List<String[]> filling = new ArrayList<>();
        long filled = 0;
        for (String row : rows) {
            if (filled < most) {
                filling.add(row.split("\\|", -1));
                filled += Long.parseLong(filling.getLast()[5]);
            }
        }
        return filling;
    }

    private String actions(@Nullable String decision, List<String[]> stretches, int most) {
        String days = array("date", stretches, 1);
        return """
                SELECT %1$s FROM unnest(%2$s, %3$s, %4$s, %5$s) WITH ORDINALITY AS s(of_replay, of_day, first, last, place)
                CROSS JOIN LATERAL (
                    SELECT * FROM replay_action a
                    WHERE a.replay_id = s.of_replay AND a.day = s.of_day AND a.day = ANY (%3$s) AND a.seq BETWEEN s.first AND s.last
                        AND %6$s
                    ORDER BY a.seq LIMIT %7$d) f
                ORDER BY s.place, f.seq LIMIT %7$d""".formatted(
                        COLUMNS,
                        array("text", stretches, 0),
                        days,
                        array("bigint", stretches, 3),
                        array("bigint", stretches, 4),
                        wanted("a", "at", decision),
                        most);
    }

    private String wanted(String table, String time, @Nullable String decision) {
        String kind = decision == null ? "" : " AND %s.decision = '%s'".formatted(table, decision);
        return "%1$s.target = '%2$s'%3$s AND %1$s.%4$s >= '%5$s' AND %1$s.%4$s < '%6$s'"
                .formatted(table, target, kind, time, from, to);
    }

    private static String array(String type, List<String[]> rows, int cell) {
        return rows.stream()
                .map(row -> "'" + row[cell] + "'")
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }
}
