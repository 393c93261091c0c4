package io.byteor.audit.incident.store;

import io.byteor.audit.incident.Happening;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.incident.Incidents;
import io.byteor.audit.incident.WantedIncidents;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.store.Conditions;
import io.byteor.audit.query.store.Lists;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Incidents} over the bundles, and the view {@code analyst.timeline}. */
@ApplicationScoped
@Transactional
public class SqlIncidents implements Incidents {
    /** An incident stands where its first bundle stands of those that are wanted. */
    private static final String LIST = """
            SELECT b.incident_id, b.title, s.environments, s.agents, s.pipelines, s.bundles,
                (SELECT count(*) FROM replay r WHERE r.incident_id = b.incident_id AND %3$s)
                    + (SELECT count(*) FROM bundle u JOIN replay r USING (bundle_id)
                        WHERE u.incident_id = b.incident_id AND r.incident_id IS NULL AND r.requested_at IS NOT NULL AND %3$s),
                s.first_at, s.last_at,
                (SELECT min(r.decided_at) FROM replay r WHERE r.incident_id = b.incident_id AND r.mode = 'execute'
                    AND r.decision = 'accepted' AND r.approvers <> '{}' AND %3$s), b.arrival
            FROM bundle b CROSS JOIN LATERAL (
                SELECT array_agg(DISTINCT a.environment) AS environments, array_agg(DISTINCT a.agent_id) AS agents,
                    array_agg(DISTINCT a.pipeline) AS pipelines, count(*) AS bundles, min(a.captured_at) AS first_at,
                    max(a.captured_at) AS last_at
                FROM bundle a WHERE a.incident_id = b.incident_id AND %4$s) s
            WHERE %1$s AND NOT EXISTS (
                SELECT FROM bundle e WHERE e.incident_id = b.incident_id AND e.arrival < b.arrival AND %2$s)
            ORDER BY b.arrival DESC LIMIT :rows""";
    /** Two things of one time and step are told apart by what they are about. */
    private static final String TIMELINE = """
            SELECT * FROM (
                SELECT t.*, hashtextextended(concat_ws(' ', kind, bundle_id, replay_id, approval_id, escalation_id, by, what), 0)
                    AS place
                FROM analyst.timeline t WHERE t.incident_id = :incident AND %s) t
            WHERE (at, step, place) > (:at, :step, :place)
            ORDER BY at, step, place LIMIT :rows""";

    /** Nothing happened earlier. */
    private static final Instant FIRST = Instant.parse("-4000-01-01T00:00:00Z");

    private final EntityManager rows;
    private final Lists lists;

    SqlIncidents(EntityManager rows, Lists lists) {
        this.rows = rows;
        this.lists = lists;
    }

    @Override
    public Page<IncidentView> page(WantedIncidents wanted, Reach reach, @Nullable String after, int limit) {
        String question = "incidents " + wanted;
        Conditions shown = wanted("b", wanted, reach);
        if (after != null) {
            shown.before(lists.cursors().open(question, "after", after)[0]);
        }
        List<Tuple> found = incidents(shown, wanted("e", wanted, reach), reach, limit + 1);
        return Page.of(
                found, limit, SqlIncidents::incident, last -> lists.cursors().seal(question, last.get(10, Long.class)));
    }

    @Override
    public Optional<IncidentView> one(String incidentId, Reach reach) {
        Conditions shown = Conditions.on("b").within(reach).equal("incident_id", incidentId);
        return incidents(shown, Conditions.on("e").within(reach), reach, 1).stream()
                .map(SqlIncidents::incident)
                .findFirst();
    }

    private static Conditions wanted(String table, WantedIncidents wanted, Reach reach) {
        return Conditions.on(table)
                .within(reach)
                .equal("environment", wanted.environment())
                .equal("agent_id", wanted.agent())
                .equal("pipeline", wanted.pipeline())
                .equal("spec_hash", wanted.specHash())
                .during("captured_at", wanted.captured());
    }

    private List<Tuple> incidents(Conditions shown, Conditions earlier, Reach reach, int limit) {
        String sql = LIST.formatted(
                shown.sql(),
                earlier.sql(),
                Conditions.on("r").within(reach).sql(),
                Conditions.on("a").within(reach).sql());
        Query query = rows.createNativeQuery(sql, Tuple.class);
        shown.bind(query);
        @SuppressWarnings("unchecked")
        List<Tuple> found = query.setParameter("rows", limit).getResultList();
        return found;
    }

    private static IncidentView incident(Tuple row) {
        return new IncidentView(
                row.get(0, String.class),
                row.get(1, String.class),
                List.of(row.get(2, String[].class)),
                List.of(row.get(3, String[].class)),
                List.of(row.get(4, String[].class)),
                row.get(5, Long.class),
                row.get(6, Long.class),
                row.get(7, Instant.class),
                row.get(8, Instant.class),
                row.get(9, Instant.class));
    }

    @Override
    public Page<Happening> timeline(String incidentId, Reach reach, @Nullable String after, int limit) {
        String question = "timeline of " + incidentId;
        long[] place = after == null
                ? new long[] {micros(FIRST), 0, 0}
                : lists.cursors().open(question, "after", after);
        Conditions within = Conditions.on("t").within(reach);
        Query query = rows.createNativeQuery(TIMELINE.formatted(within.sql()), Tuple.class);
        within.bind(query);
        query.setParameter("incident", incidentId)
                .setParameter("at", Instant.EPOCH.plus(place[0], ChronoUnit.MICROS))
                .setParameter("step", (int) place[1])
                .setParameter("place", place[2])
                .setParameter("rows", limit + 1);
        @SuppressWarnings("unchecked")
        List<Tuple> found = query.getResultList();
        return Page.of(
                found,
                limit,
                SqlIncidents::happening,
                last -> lists.cursors()
                        .seal(
                                question,
                                micros(last.get("at", Instant.class)),
                                last.get("step", Integer.class),
                                last.get("place", Long.class)));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Happening happening(Tuple row) {
        return new Happening(
                row.get("at", Instant.class),
                row.get("kind", String.class),
                row.get("environment", String.class),
                row.get("bundle_id", String.class),
                row.get("replay_id", String.class),
                row.get("approval_id", String.class),
                row.get("escalation_id", String.class),
                row.get("by", String.class),
                row.get("what", String.class));
    }
}
