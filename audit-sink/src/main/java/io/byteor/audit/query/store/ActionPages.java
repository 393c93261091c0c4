package io.byteor.audit.query.store;

import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/**
 * Actions across replays. First the replays that have some are found by their counts, the newest first, which touches no
 * partition; then their actions are read from their days' partitions alone, between the places that the counts name. Counts outlive the actions
 * of a day that was dropped, so days without a partition are left out. Thread-safe.
 */
@ApplicationScoped
class ActionPages {
    /** Most replays whose actions one statement reads. */
    private static final int REPLAYS_AT_ONCE = 64;

    private final EntityManager rows;
    private final Lists lists;

    ActionPages(EntityManager rows, Lists lists) {
        this.rows = rows;
        this.lists = lists;
    }

    /** A replay, and between which places its actions are to be read. */
    private record Stretch(String replayId, LocalDate day, long arrival, long first, long last, long atMost) {
        static Stretch of(Tuple row) {
            return new Stretch(
                    row.get(0, String.class),
                    row.get(1, LocalDate.class),
                    row.get(2, Long.class),
                    row.get(3, Long.class),
                    row.get(4, Long.class),
                    row.get(5, Long.class));
        }

        Stretch behind(long seq) {
            return new Stretch(replayId, day, arrival, Math.max(first, seq + 1), last, atMost);
        }
    }

    /** Where a page ends: the replay's place in the list, and the action's in the replay. */
    private record Place(long arrival, long seq) {}

    Page<ActionView> page(Wanted.Actions wanted, Reach reach, @Nullable String after, int limit) {
        String question = "actions " + wanted;
        Place place = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
        if (after != null) {
            long[] told = lists.cursors().open(question, "after", after);
            place = new Place(told[0], told[1]);
        }
        List<ActionEntity> found = new ArrayList<>();
        List<Stretch> read = new ArrayList<>();
        boolean more = true;
        while (more && found.size() <= limit) {
            List<Stretch> next = stretches(wanted, reach, place, limit + 1 - found.size());
            more = !next.isEmpty();
            if (more) {
                found.addAll(actions(wanted, next, limit + 1 - found.size()));
                read.addAll(next);
                place = new Place(next.getLast().arrival(), Long.MAX_VALUE);
            }
        }
        return Page.of(found, limit, Views::action, last -> seal(question, last, read));
    }

    private String seal(String question, ActionEntity last, List<Stretch> read) {
        long arrival = read.stream()
                .filter(stretch -> stretch.replayId().equals(last.replayId))
                .mapToLong(Stretch::arrival)
                .findFirst()
                .orElseThrow();
        return lists.cursors().seal(question, arrival, last.seq);
    }

    /** The next replays that have wanted actions; as many as it takes to fill the page, by their counts. */
    private List<Stretch> stretches(Wanted.Actions wanted, Reach reach, Place place, int missing) {
        Conditions ofReplay = Conditions.onReplays("r", wanted, reach);
        Conditions ofCount = Conditions.onCounts(wanted);
        Query query = rows.createNativeQuery("""
                SELECT r.replay_id, r.day, r.arrival, s.first, s.last, s.actions
                FROM replay r CROSS JOIN LATERAL (
                    SELECT min(c.first_seq) AS first, max(c.last_seq) AS last, CAST(sum(c.actions) AS bigint) AS actions
                    FROM action_count c WHERE c.replay_id = r.replay_id AND %2$s) s
                WHERE %1$s AND r.arrival <= :arrival AND s.last > CASE r.arrival WHEN :arrival THEN :seq ELSE -1 END
                    AND to_regclass('replay_action_' || to_char(r.day, 'YYYYMMDD')) IS NOT NULL
                    AND EXISTS (SELECT FROM action_count c WHERE c.replay_id = r.replay_id AND %2$s)
                ORDER BY r.arrival DESC""".formatted(ofReplay.sql(), ofCount.sql()), Tuple.class);
        ofReplay.bind(query);
        ofCount.bind(query);
        query.setParameter("arrival", place.arrival())
                .setParameter("seq", place.seq())
                .setHint(HibernateHints.HINT_FETCH_SIZE, REPLAYS_AT_ONCE)
                .setHint(HibernateHints.HINT_READ_ONLY, true);
        List<Stretch> stretches = new ArrayList<>();
        long filled = 0;
        try (@SuppressWarnings("unchecked")
                Stream<Tuple> found = query.getResultStream()) {
            for (var each = found.iterator();
                    filled < missing && stretches.size() < REPLAYS_AT_ONCE && each.hasNext(); ) {
                Stretch stretch = Stretch.of(each.next());
                filled += stretch.atMost();
                stretches.add(stretch.arrival() == place.arrival() ? stretch.behind(place.seq()) : stretch);
            }
        }
        return stretches;
    }

    /** Their wanted actions, in the order of the stretches. */
    private List<ActionEntity> actions(Wanted.Actions wanted, List<Stretch> stretches, int limit) {
        Conditions ofAction = Conditions.onActions(wanted);
        Query query = rows.createNativeQuery("""
                SELECT f.* FROM unnest(:replays, :days, :firsts, :lasts) WITH ORDINALITY AS s(replay_id, day, first, last, place)
                CROSS JOIN LATERAL (
                    SELECT * FROM replay_action a
                    WHERE a.replay_id = s.replay_id AND a.day = s.day AND a.day = ANY (:days) AND a.seq BETWEEN s.first AND s.last
                        AND %s
                    ORDER BY a.seq LIMIT :rows) f
                ORDER BY s.place, f.seq LIMIT :rows""".formatted(ofAction.sql()), ActionEntity.class);
        ofAction.bind(query);
        query.setParameter("replays", stretches.stream().map(Stretch::replayId).toArray(String[]::new))
                .setParameter("days", stretches.stream().map(Stretch::day).toArray(LocalDate[]::new))
                .setParameter("firsts", stretches.stream().map(Stretch::first).toArray(Long[]::new))
                .setParameter("lasts", stretches.stream().map(Stretch::last).toArray(Long[]::new))
                .setParameter("rows", limit);
        @SuppressWarnings("unchecked")
        List<ActionEntity> found = query.getResultList();
        return found;
    }
}
