package io.byteor.audit.stats.store;

import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.store.Conditions;
import io.byteor.audit.stats.ActionDimension;
import io.byteor.audit.stats.Bucket;
import io.byteor.audit.stats.ReplayDimension;
import io.byteor.audit.stats.Total;
import io.byteor.audit.stats.Totals;
import io.byteor.schemas.audit.Wording;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Totals} over {@code replay}, which has a row a replay, and {@code action_count}; no action is read. */
@ApplicationScoped
@Transactional
public class SqlTotals implements Totals {
    private static final String REQUESTER = "r.requester_issuer || '#' || r.requester_subject";
    private static final String CODES =
            " CROSS JOIN LATERAL jsonb_to_recordset(analyst.document(r.findings)) AS f(code text, outcome text)";

    private static final String APPROVERS = " CROSS JOIN LATERAL unnest(r.approvers) AS p(approver)";

    private final EntityManager rows;

    SqlTotals(EntityManager rows) {
        this.rows = rows;
    }

    @Override
    public List<Total> replays(Wanted.Replays wanted, List<ReplayDimension> by, @Nullable Bucket bucket, Reach reach) {
        boolean byCode = by.contains(ReplayDimension.CODE);
        Conditions conditions = Conditions.onReplays("r", wanted, reach);
        String from = "replay r" + (byCode ? CODES : "") + (by.contains(ReplayDimension.APPROVER) ? APPROVERS : "")
                + " WHERE " + conditions.sql()
                + (byCode ? " AND r.decision = 'rejected' AND f.outcome = 'failed'" : "");
        return totals("count(*)", "r.requested_at", from, by, SqlTotals::column, bucket, List.of(conditions));
    }

    @Override
    public List<Total> actions(Wanted.Actions wanted, List<ActionDimension> by, @Nullable Bucket bucket, Reach reach) {
        Conditions ofReplay = Conditions.onReplays("r", wanted, reach);
        Conditions ofCount = Conditions.onCounts(wanted);
        String from = "action_count c JOIN replay r ON r.replay_id = c.replay_id"
                + (by.contains(ActionDimension.APPROVER) ? APPROVERS : "") + " WHERE " + ofReplay.sql() + " AND "
                + ofCount.sql();
        return totals(
                "CAST(sum(c.actions) AS bigint)",
                "c.hour",
                from,
                by,
                SqlTotals::column,
                bucket,
                List.of(ofReplay, ofCount));
    }

    private <D extends Wording> List<Total> totals(
            String count,
            String time,
            String from,
            List<D> by,
            Function<D, String> column,
            @Nullable Bucket bucket,
            List<Conditions> conditions) {
        StringJoiner kinds = new StringJoiner(", ");
        kinds.add(
                bucket == null
                        ? "CAST(NULL AS timestamptz)"
                        : "date_trunc('" + bucket.text() + "', " + time + ", 'UTC')");
        by.forEach(dimension -> kinds.add(column.apply(dimension)));
        String places = IntStream.rangeClosed(1, by.size() + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        Query query = rows.createNativeQuery(
                "SELECT " + kinds + ", " + count + " FROM " + from + " GROUP BY " + places + " ORDER BY " + places
                        + " LIMIT :rows",
                Tuple.class);
        conditions.forEach(each -> each.bind(query));
        @SuppressWarnings("unchecked")
        List<Tuple> found = query.setParameter("rows", MOST + 1).getResultList();
        if (found.size() > MOST) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    "fewer dimensions, longer spans or more filters: at most " + MOST + " totals",
                    "by",
                    by.stream().map(Wording::text).collect(Collectors.joining(",")));
        }
        return found.stream().map(row -> total(row, by)).toList();
    }

    private static Total total(Tuple row, List<? extends Wording> by) {
        Map<String, @Nullable String> kind = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            kind.put(by.get(i).text(), row.get(i + 1, String.class));
        }
        return new Total(row.get(0, Instant.class), kind, row.get(by.size() + 1, Long.class));
    }

    private static String column(ReplayDimension dimension) {
        return switch (dimension) {
            case ENVIRONMENT -> "r.environment";
            case AGENT -> "r.agent_id";
            case INCIDENT -> "r.incident_id";
            case BUNDLE -> "r.bundle_id";
            case SPEC_HASH -> "r.spec_hash";
            case PIPELINE -> "r.pipeline";
            case MODE -> "r.mode";
            case OUTCOME -> "r.outcome";
            case REQUESTER -> REQUESTER;
            case APPROVER -> "p.approver";
            case CODE -> "f.code";
        };
    }

    private static String column(ActionDimension dimension) {
        return switch (dimension) {
            case ENVIRONMENT -> "r.environment";
            case AGENT -> "r.agent_id";
            case INCIDENT -> "r.incident_id";
            case BUNDLE -> "r.bundle_id";
            case SPEC_HASH -> "r.spec_hash";
            case PIPELINE -> "r.pipeline";
            case MODE -> "r.mode";
            case OUTCOME -> "r.outcome";
            case REQUESTER -> REQUESTER;
            case APPROVER -> "p.approver";
            case REPLAY -> "c.replay_id";
            case ROLE -> "c.role";
            case LANE -> "c.lane";
            case STAGE -> "c.stage";
            case TARGET -> "c.target";
            case DECISION -> "c.decision";
        };
    }
}
