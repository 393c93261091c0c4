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

/** {@link Changes} by the transaction that changed a row last, as far as no transaction before it is under way. */
@ApplicationScoped
@Transactional
public class SqlChanges implements Changes {
    private static final String OLDEST_UNDER_WAY = "pg_snapshot_xmin(pg_current_snapshot())";

    private final EntityManager rows;
    private final AuditQueries queries;

    SqlChanges(EntityManager rows, AuditQueries queries) {
        this.rows = rows;
        this.queries = queries;
    }

    @Override
    public Place now() {
        Object oldest = rows.createNativeQuery(
                        "SELECT CAST(CAST(" + OLDEST_UNDER_WAY + " AS text) AS bigint)", Long.class)
                .getSingleResult();
        return new Place((Long) oldest - 1, Long.MAX_VALUE);
    }

    @Override
    public Changed behind(Place place, @Nullable String replayId, Reach reach, int most) {
        Conditions conditions = Conditions.on("r").within(reach).equal("replay_id", replayId);
        Query query = rows.createNativeQuery(
                "SELECT r.replay_id, CAST(CAST(r.changed AS text) AS bigint), r.arrival FROM replay r WHERE "
                        + conditions.sql()
                        + " AND (r.changed, r.arrival) > (CAST(CAST(:changed AS text) AS xid8), :behind)"
                        + " AND r.changed < " + OLDEST_UNDER_WAY + " ORDER BY r.changed, r.arrival LIMIT :rows",
                Tuple.class);
        conditions.bind(query);
        query.setParameter("changed", Long.toString(place.transaction()))
                .setParameter("behind", place.arrival())
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
}
