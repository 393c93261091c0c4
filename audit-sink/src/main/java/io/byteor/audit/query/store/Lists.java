package io.byteor.audit.query.store;

import io.byteor.audit.query.Cursors;
import io.byteor.audit.query.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Lists of rows with the newest first, a page at a time. A page reads one row more than it shows. Thread-safe. */
@ApplicationScoped
public class Lists {
    private final EntityManager rows;
    private final InstantSource clock;
    private volatile @Nullable Cursors cursors;

    Lists(EntityManager rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Rows that the API shows as they are. */
    interface Row {
        /** The place in the list. */
        long arrival();
    }

    /**
     * A page of a table.
     *
     * @param conditions of the table as {@code x}
     * @param question what cursors of this list are good for
     */
    <E extends Row, V> Page<V> page(
            Class<E> entity,
            String table,
            Conditions conditions,
            String question,
            @Nullable String after,
            int limit,
            Function<E, V> view) {
        if (after != null) {
            conditions.before(cursors().open(question, "after", after)[0]);
        }
        NativeQuery<E> query = rows.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT {x.*} FROM " + table + " x WHERE " + conditions.sql()
                                + " ORDER BY x.arrival DESC LIMIT :rows",
                        entity,
                        "x");
        conditions.bind(query);
        List<E> found = query.setParameter("rows", limit + 1).getResultList();
        return Page.of(found, limit, view, last -> cursors().seal(question, last.arrival()));
    }

    /** Of this store; its key stands in it. */
    public Cursors cursors() {
        Cursors known = cursors;
        if (known == null) {
            byte[] key = (byte[]) rows.createNativeQuery("SELECT value FROM cursor_key", byte[].class)
                    .getSingleResult();
            known = new Cursors(key, clock);
            cursors = known;
        }
        return known;
    }
}
