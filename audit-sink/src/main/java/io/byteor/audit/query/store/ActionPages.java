package io.byteor.audit.query.store;

import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.ReplayPlace;
import io.byteor.audit.query.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Actions of one replay, and across replays. There first the replays that have some are found by their counts, the newest first, which
 * touches no partition; then their actions are read from their days' partitions alone, between the places that the counts name. Counts
 * outlive the actions of a day that was dropped, so days without a partition are left out. Thread-safe.
 */
@ApplicationScoped
class ActionPages {
    /** Most replays whose actions one statement reads. */
    private static final int REPLAYS_AT_ONCE = 64;

    private static final String COLUMNS =
            "replay_id, seq, role, lane, stage, origin_lane, origin_sequence, ordinal, target, to_lane, decision, reason, key,"
                    + " payload_sha256, payload_bytes, at, leaf";

    private final Reading reading;
    private final Lists lists;

    ActionPages(Reading reading, Lists lists) {
        this.reading = reading;
        this.lists = lists;
    }

    /** A replay, and between which places its actions are to be read. */
    private record Stretch(String replayId, LocalDate day, long arrival, long first, long last, long atMost) {
        static Stretch of(ResultSet row) throws SQLException {
            return new Stretch(
                    row.getString(1),
                    row.getObject(2, LocalDate.class),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        }

        Stretch behind(long seq) {
            return new Stretch(replayId, day, arrival, Math.max(first, seq + 1), last, atMost);
        }
    }

    /** Where a page ends: the replay's place in the list, and the action's in the replay. */
    private record Place(long arrival, long seq) {}

    /** In their order. */
    Page<ActionView> page(ReplayPlace replay, @Nullable String after, int limit) {
        String question = "actions of " + replay.replayId();
        long behind = after == null ? -1 : lists.cursors().open(question, "after", after)[0];
        List<ActionView> found = reading.rows(
                "SELECT " + COLUMNS
                        + " FROM replay_action WHERE replay_id = ? AND day = ? AND seq > ? ORDER BY seq LIMIT ?",
                statement -> {
                    statement.setString(1, replay.replayId());
                    statement.setObject(2, replay.day());
                    statement.setLong(3, behind);
                    statement.setInt(4, limit + 1);
                },
                ActionPages::view);
        return Page.of(
                found, limit, Function.identity(), last -> lists.cursors().seal(question, last.seq()));
    }

    Page<ActionView> page(Wanted.Actions wanted, Reach reach, @Nullable String after, int limit) {
        String question = "actions " + wanted;
        Place place = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
        if (after != null) {
            long[] told = lists.cursors().open(question, "after", after);
            place = new Place(told[0], told[1]);
        }
        List<ActionView> found = new ArrayList<>();
        List<Stretch> read = new ArrayList<>();
        boolean more = true;
        while (more && found.size() <= limit) {
            List<Stretch> next = stretches(wanted, reach, place);
            List<Stretch> filling = filling(next, limit + 1 - found.size());
            more = next.size() == REPLAYS_AT_ONCE || filling.size() < next.size();
            if (!filling.isEmpty()) {
                found.addAll(actions(wanted, filling, limit + 1 - found.size()));
                read.addAll(filling);
                place = new Place(filling.getLast().arrival(), Long.MAX_VALUE);
            }
        }
        return Page.of(found, limit, Function.identity(), last -> seal(question, last, read));
    }

    private String seal(String question, ActionView last, List<Stretch> read) {
        long arrival = read.stream()
                .filter(stretch -> stretch.replayId().equals(last.replayId()))
                .mapToLong(Stretch::arrival)
                .findFirst()
                .orElseThrow();
        return lists.cursors().seal(question, arrival, last.seq());
    }

    /**
     * The next replays that have wanted actions. A replay has few counts: OFFSET 0 has them read by its key, where the planner would
     * read those of all replays in the wanted hours, once for each.
     */
    private List<Stretch> stretches(Wanted.Actions wanted, Reach reach, Place place) {
        Conditions ofReplay = Conditions.onReplays("r", wanted, reach);
        Conditions ofCount = Conditions.onCounts(wanted);
        return reading.rows(
                """
                SELECT r.replay_id, r.day, r.arrival, s.first, s.last, s.actions
                FROM replay r CROSS JOIN LATERAL (
                    SELECT min(c.first_seq) AS first, max(c.last_seq) AS last, CAST(sum(c.actions) AS bigint) AS actions
                    FROM (SELECT * FROM action_count x WHERE x.replay_id = r.replay_id OFFSET 0) c WHERE %2$s) s
                WHERE %1$s AND r.arrival <= ? AND s.last > CASE r.arrival WHEN ? THEN ? ELSE -1 END
                    AND to_regclass('replay_action_' || to_char(r.day, 'YYYYMMDD')) IS NOT NULL
                    AND EXISTS (SELECT FROM action_count c WHERE c.replay_id = r.replay_id AND %2$s)
                ORDER BY r.arrival DESC LIMIT ?""".formatted(ofReplay.plain(), ofCount.plain()),
                statement -> {
                    int next = ofReplay.bind(statement, ofCount.bind(statement, 1));
                    statement.setLong(next, place.arrival());
                    statement.setLong(next + 1, place.arrival());
                    statement.setLong(next + 2, place.seq());
                    statement.setInt(ofCount.bind(statement, next + 3), REPLAYS_AT_ONCE);
                },
                row -> {
                    Stretch stretch = Stretch.of(row);
                    return stretch.arrival() == place.arrival() ? stretch.behind(place.seq()) : stretch;
                });
    }

    /** As many of the first as fill the page, by their counts. */
    private static List<Stretch> filling(List<Stretch> stretches, int missing) {
        long filled = 0;
        int taken = 0;
        while (taken < stretches.size() && filled < missing) {
            filled += stretches.get(taken).atMost();
            taken++;
        }
        return stretches.subList(0, taken);
    }

    /** Their wanted actions, in the order of the stretches. */
    private List<ActionView> actions(Wanted.Actions wanted, List<Stretch> stretches, int limit) {
        Conditions ofAction = Conditions.onActions(wanted);
        return reading.rows(
                """
                SELECT %s FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS s(of_replay, of_day, first, last, place)
                CROSS JOIN LATERAL (
                    SELECT * FROM replay_action a
                    WHERE a.replay_id = s.of_replay AND a.day = s.of_day AND a.day = ANY (?) AND a.seq BETWEEN s.first AND s.last
                        AND %s
                    ORDER BY a.seq LIMIT ?) f
                ORDER BY s.place, f.seq LIMIT ?""".formatted(COLUMNS, ofAction.plain()),
                statement -> {
                    Array days = array(statement, "date", stretches, Stretch::day);
                    statement.setArray(1, array(statement, "text", stretches, Stretch::replayId));
                    statement.setArray(2, days);
                    statement.setArray(3, array(statement, "bigint", stretches, Stretch::first));
                    statement.setArray(4, array(statement, "bigint", stretches, Stretch::last));
                    statement.setArray(5, days);
                    int next = ofAction.bind(statement, 6);
                    statement.setInt(next, limit);
                    statement.setInt(next + 1, limit);
                },
                ActionPages::view);
    }

    private static Array array(
            PreparedStatement statement, String type, List<Stretch> stretches, Function<Stretch, Object> part)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(type, stretches.stream().map(part).toArray());
    }

    private static ActionView view(ResultSet row) throws SQLException {
        byte[] key = row.getBytes(13);
        return new ActionView(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getInt(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                key == null ? null : Base64.getEncoder().encodeToString(key),
                Cells.digest(row.getBytes(14)),
                row.getLong(15),
                Objects.requireNonNull(Cells.time(row, 16)),
                Objects.requireNonNull(Cells.digest(row.getBytes(17))));
    }
}
