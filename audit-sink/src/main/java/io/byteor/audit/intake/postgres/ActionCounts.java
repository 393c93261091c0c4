package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.ActionKind;
import io.byteor.audit.intake.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * How many actions of a kind there are: {@code action_count}, moved with the actions themselves while their replay's row is locked.
 * An instance counts those of one batch. Not thread-safe.
 */
final class ActionCounts {
    private static final String COLUMNS =
            "replay_id, day, hour, role, lane, stage, target, to_lane, decision, actions, first_seq, last_seq";
    private static final String ADDED = """
             ON CONFLICT (replay_id, hour, role, lane, stage, target, to_lane, decision) DO UPDATE
            SET actions = c.actions + excluded.actions, first_seq = least(c.first_seq, excluded.first_seq),
                last_seq = greatest(c.last_seq, excluded.last_seq)""";
    private static final String ADD =
            "INSERT INTO action_count AS c (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + ADDED;

    /** Adds the actions of a table expression that has the columns of {@code replay_action}. */
    static String addFrom(String actions) {
        return "INSERT INTO action_count AS c (" + COLUMNS + ")"
                + " SELECT replay_id, day, date_trunc('hour', at, 'UTC') AS hour, role, lane, stage, target, to_lane, decision,"
                + " count(*), min(seq), max(seq) FROM " + actions
                + " GROUP BY replay_id, day, hour, role, lane, stage, target, to_lane, decision" + ADDED;
    }

    private final Map<ActionKind, Count> counts = new HashMap<>();

    private static final class Count {
        private long actions;
        private long firstSeq = Long.MAX_VALUE;
        private long lastSeq;
    }

    /** One more, which is new. */
    void count(Entry.Action action) {
        Count count = counts.computeIfAbsent(action.kind(), _ -> new Count());
        count.actions++;
        count.firstSeq = Math.min(count.firstSeq, action.seq());
        count.lastSeq = Math.max(count.lastSeq, action.seq());
    }

    /** Adds what was counted. */
    void add(Connection connection, Map<String, ReplayRow> replays) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<ActionKind, Count> counted : counts.entrySet()) {
                ActionKind kind = counted.getKey();
                Count count = counted.getValue();
                add.setString(1, kind.replayId());
                add.setObject(
                        2, PostgresAuditStore.row(replays, kind.replayId()).day());
                add.setObject(3, OffsetDateTime.ofInstant(kind.begin(), ZoneOffset.UTC));
                add.setString(4, kind.role());
                add.setString(5, kind.lane());
                add.setString(6, kind.stage());
                add.setString(7, kind.target());
                add.setString(8, kind.toLane());
                add.setString(9, kind.decision());
                add.setLong(10, count.actions);
                add.setLong(11, count.firstSeq);
                add.setLong(12, count.lastSeq);
                add.addBatch();
            }
            add.executeBatch();
        }
    }
}
