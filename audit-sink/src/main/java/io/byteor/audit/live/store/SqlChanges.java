package io.byteor.audit.live.store;

import io.byteor.audit.live.Changed;
import io.byteor.audit.live.Changed.Change;
import io.byteor.audit.live.Changes;
import io.byteor.audit.live.Place;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.store.Conditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Changes} by the transaction that changed a row last, as far as no writer before it is under way. Writers are the transactions of
 * the intake, which move an offset before they do anything else: by the lock on that table they are told from others, which may stay
 * open for as long as they like.
 */
@ApplicationScoped
@Transactional
public class SqlChanges implements Changes {
    /**
     * The first transaction of the writers under way, or else the one behind all that have begun. A writer has its lock before it has
     * its number, and gives it back when it can be seen: one that holds none is over, or comes later than this. So whoever looks
     * afterwards, in another statement, sees all that was changed before. A number is under way a moment before its lock shows, so one
     * that no lock tells of may be a writer's. Locks tell of numbers their lower 32 bits.
     */
    private static final String OLDEST_WRITER = """
            WITH held AS MATERIALIZED (SELECT * FROM pg_locks WHERE granted),
            number AS (
                SELECT virtualtransaction, CAST(CAST(transactionid AS text) AS bigint) AS low
                FROM held WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'),
            writing AS (
                SELECT number.low FROM held writer JOIN number USING (virtualtransaction)
                WHERE writer.relation = CAST('sink_offset' AS regclass) AND writer.mode = 'RowExclusiveLock'
                    AND writer.database = (SELECT oid FROM pg_database WHERE datname = current_database())),
            under_way AS (SELECT CAST(CAST(id AS text) AS bigint) AS id FROM pg_snapshot_xip(pg_current_snapshot()) AS xip(id))
            SELECT coalesce(
                (SELECT min(id) FROM under_way WHERE id & 4294967295 IN (SELECT low FROM writing)
                    OR id & 4294967295 NOT IN (SELECT low FROM number)),
                CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint))""";

    private final EntityManager rows;
    private final AuditQueries queries;

    SqlChanges(EntityManager rows, AuditQueries queries) {
        this.rows = rows;
        this.queries = queries;
    }

    @Override
    public Place now() {
        return new Place(oldestWriter() - 1, Long.MAX_VALUE);
    }

    private long oldestWriter() {
        return (Long) rows.createNativeQuery(OLDEST_WRITER, Long.class).getSingleResult();
    }

    @Override
    public Changed behind(Place place, @Nullable String replayId, Reach reach, int most) {
        long end = oldestWriter();
        Conditions conditions = Conditions.on("r").within(reach).equal("replay_id", replayId);
        Query query = rows.createNativeQuery(
                "SELECT r.replay_id, CAST(CAST(r.changed AS text) AS bigint), r.arrival FROM replay r WHERE "
                        + conditions.sql()
                        + " AND (r.changed, r.arrival) > (CAST(CAST(:changed AS text) AS xid8), :behind)"
                        + " AND r.changed < CAST(CAST(:end AS text) AS xid8) ORDER BY r.changed, r.arrival LIMIT :rows",
                Tuple.class);
        conditions.bind(query);
        query.setParameter("changed", Long.toString(place.transaction()))
                .setParameter("behind", place.arrival())
                .setParameter("end", Long.toString(end))
                .setParameter("rows", most);
        @SuppressWarnings("unchecked")
        List<Tuple> found = query.getResultList();
        List<Change> changes = new ArrayList<>();
        for (Tuple row : found) {
            Place behind = new Place(row.get(1, Long.class), row.get(2, Long.class));
            queries.replay(row.get(0, String.class)).ifPresent(replay -> changes.add(new Change(behind, replay)));
        }
        return new Changed(changes);
    }

    @Override
    public boolean ended(Place place, String replayId) {
        return (Boolean) rows.createNativeQuery(
                        "SELECT EXISTS (SELECT FROM replay WHERE replay_id = :replay AND outcome IS NOT NULL"
                                + " AND (changed, arrival) <= (CAST(CAST(:changed AS text) AS xid8), :behind))",
                        Boolean.class)
                .setParameter("replay", replayId)
                .setParameter("changed", Long.toString(place.transaction()))
                .setParameter("behind", place.arrival())
                .getSingleResult();
    }
}
