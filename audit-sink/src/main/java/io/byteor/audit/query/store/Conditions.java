package io.byteor.audit.query.store;

import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on rows in SQL that hold together. Names of columns are ours; values are anybody's and always parameters. Not
 * thread-safe.
 */
public final class Conditions {
    private final StringJoiner sql = new StringJoiner(" AND ").setEmptyValue("true");
    private final Map<String, Object> parameters = new HashMap<>();
    private final String table;

    private Conditions(String table) {
        this.table = table;
    }

    /** @param table the alias of the table that the columns are of */
    public static Conditions on(String table) {
        return new Conditions(table);
    }

    /** Conditions of replays. */
    public static Conditions onReplays(String table, Wanted.Replays wanted, Reach reach) {
        return on(table)
                .within(reach)
                .equal("environment", wanted.environment())
                .equal("agent_id", wanted.agent())
                .equal("incident_id", wanted.incident())
                .equal("bundle_id", wanted.bundle())
                .equal("spec_hash", wanted.specHash())
                .equal("pipeline", wanted.pipeline())
                .equal("mode", wanted.mode())
                .equal("outcome", wanted.outcome())
                .person(wanted.requester())
                .holding("approvers", wanted.approver())
                .equal("ticket", wanted.ticket())
                .words("reason", wanted.reason())
                .during("requested_at", wanted.requested());
    }

    /** Conditions of actions, as {@code a}. */
    public static Conditions onActions(Wanted.Actions wanted) {
        Conditions conditions = on("a").ofKind(wanted).during("at", wanted.at());
        Wanted.Origin origin = wanted.origin();
        return origin == null
                ? conditions
                : conditions
                        .and("%s.origin_lane = :origin_lane", "origin_lane", origin.lane())
                        .and("%s.origin_sequence = :origin_sequence", "origin_sequence", origin.sequence());
    }

    /** Conditions of counts, as {@code c}, of which some have actions that are wanted. */
    public static Conditions onCounts(Wanted.Actions wanted) {
        Window at = wanted.at();
        Instant from = at.from();
        Window hours = new Window(from == null ? null : from.truncatedTo(ChronoUnit.HOURS), at.to());
        return on("c").ofKind(wanted).during("hour", hours);
    }

    private Conditions ofKind(Wanted.Actions wanted) {
        return equal("role", wanted.role())
                .equal("lane", wanted.lane())
                .equal("stage", wanted.stage())
                .equal("target", wanted.target())
                .equal("decision", wanted.decision());
    }

    /** Rows that lie within reach. */
    public Conditions within(Reach reach) {
        return reach.all()
                ? this
                : and(
                        "%s.environment = ANY (:reach)",
                        "reach", reach.environments().toArray(String[]::new));
    }

    public Conditions equal(String column, @Nullable String value) {
        return value == null ? this : and("%s." + column + " = :" + column, column, value);
    }

    /** Rows that come behind the place in a list of the newest first. */
    public Conditions before(long arrival) {
        return and("%s.arrival < :arrival", "arrival", arrival);
    }

    public Conditions during(String column, Window window) {
        Instant from = window.from();
        Instant to = window.to();
        Conditions begun = from == null ? this : and("%s." + column + " >= :begin", "begin", from);
        return to == null ? begun : begun.and("%s." + column + " < :finish", "finish", to);
    }

    /** All words stand in the column, by the index that the migration makes over it. */
    private Conditions words(String column, @Nullable String words) {
        return words == null
                ? this
                : and(
                        "to_tsvector('simple', %s." + column + ") @@ plainto_tsquery('simple', :" + column + ")",
                        column,
                        words);
    }

    private Conditions holding(String column, @Nullable String value) {
        return value == null
                ? this
                : and("%s." + column + " @> CAST(:" + column + " AS text[])", column, new String[] {value});
    }

    /** An issuer has no fragment, so the first {@code #} parts it from the subject. */
    private Conditions person(@Nullable String requester) {
        if (requester == null) {
            return this;
        }
        int parting = requester.indexOf('#');
        return parting < 0
                ? equal("requester_subject", requester)
                : equal("requester_issuer", requester.substring(0, parting))
                        .equal("requester_subject", requester.substring(parting + 1));
    }

    private Conditions and(String condition, String name, Object value) {
        sql.add(condition.formatted(table));
        parameters.put(name, value);
        return this;
    }

    public String sql() {
        return sql.toString();
    }

    /** Gives the query its values. */
    public void bind(Query query) {
        parameters.forEach(query::setParameter);
    }
}
