package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.Entry;
import io.byteor.schemas.event.ReplayAction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many actions of a kind there are: {@code action_count}, moved with the actions themselves while their replay's row is locked. */
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

    private ActionCounts() {}

    private record Kind(
            String replayId,
            Instant hour,
            String role,
            String lane,
            String stage,
            @Nullable String target,
            @Nullable String toLane,
            String decision) {
        static Kind of(ReplayAction action) {
            return new Kind(
                    action.getReplayId(),
                    action.getAt().truncatedTo(ChronoUnit.HOURS),
                    action.getRole(),
                    action.getLane(),
                    action.getStage(),
                    action.getTarget(),
                    action.getToLane(),
                    action.getDecision());
        }
    }

    private record Count(long actions, long firstSeq, long lastSeq) {
        Count and(Count other) {
            return new Count(
                    actions + other.actions, Math.min(firstSeq, other.firstSeq), Math.max(lastSeq, other.lastSeq));
        }
    }

    /** Adds actions that all are new. */
    static void add(Connection connection, List<Entry.Action> actions, Map<String, ReplayRow> replays)
            throws SQLException {
        Map<Kind, Count> counts = new HashMap<>();
        for (Entry.Action action : actions) {
            long seq = action.event().getSeq();
            counts.merge(Kind.of(action.event()), new Count(1, seq, seq), Count::and);
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Kind, Count> counted : counts.entrySet()) {
                Kind kind = counted.getKey();
                Count count = counted.getValue();
                LocalDate day =
                        Objects.requireNonNull(replays.get(kind.replayId())).day();
                add.setString(1, kind.replayId());
                add.setObject(2, day);
                add.setObject(3, OffsetDateTime.ofInstant(kind.hour(), ZoneOffset.UTC));
                add.setString(4, kind.role());
                add.setString(5, kind.lane());
                add.setString(6, kind.stage());
                add.setString(7, kind.target());
                add.setString(8, kind.toLane());
                add.setString(9, kind.decision());
                add.setLong(10, count.actions());
                add.setLong(11, count.firstSeq());
                add.setLong(12, count.lastSeq());
                add.addBatch();
            }
            add.executeBatch();
        }
    }
}
