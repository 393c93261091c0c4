package io.byteor.audit.query.store;

import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.persistence.Query;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on rows in SQL that hold together, for Hibernate ({@link #sql}) and for JDBC ({@link #plain}). Names of columns are ours;
 * values are anybody's and always parameters. Not thread-safe.
 */
public final class Conditions {
    private static final String PLACE = "?";

    private final List<Condition> all = new ArrayList<>();
    private final String table;

    private Conditions(String table) {
        this.table = table;
    }

    /**
     * One of them.
     *
     * @param text with one {@code ?}, where the value goes
     * @param name of the parameter, among those of the same query
     */
    private record Condition(String text, String name, Object value) {}

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

    /** Conditions of the replays that actions are of. */
    public static Conditions onReplays(String table, Wanted.Actions wanted, Reach reach) {
        return onReplays(table, wanted.of(), reach).equal("replay_id", wanted.replayId());
    }

    public static Conditions onBundles(String table, Wanted.Bundles wanted, Reach reach) {
        return on(table)
                .within(reach)
                .equal("environment", wanted.environment())
                .equal("agent_id", wanted.agent())
                .equal("incident_id", wanted.incident())
                .equal("pipeline", wanted.pipeline())
                .equal("spec_hash", wanted.specHash())
                .during("captured_at", wanted.captured());
    }

    public static Conditions onApprovals(String table, Wanted.Approvals wanted, Reach reach) {
        return on(table)
                .within(reach)
                .equal("status", wanted.state())
                .equal("environment", wanted.environment())
                .person(wanted.requester())
                .approvedBy(wanted.approver())
                .equal("bundle_id", wanted.bundle())
                .during("requested_at", wanted.requested());
    }

    /** Conditions of actions, as {@code a}. */
    public static Conditions onActions(Wanted.Actions wanted) {
        Conditions conditions = on("a").ofKind(wanted).during("at", wanted.at());
        Wanted.Origin origin = wanted.origin();
        return origin == null
                ? conditions
                : conditions
                        .equal("origin_lane", origin.lane())
                        .and("%s.origin_sequence = ?", "origin_sequence", origin.sequence());
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
        return reach.all() ? this : and("%s.environment = ANY (?)", "reach", names(reach));
    }

    /** Rows all of whose environments lie within reach. */
    public Conditions whollyWithin(Reach reach) {
        return reach.all() ? this : and("%s.environments <@ CAST(? AS text[])", "reach", names(reach));
    }

    public Conditions equal(String column, @Nullable String value) {
        return value == null ? this : and("%s." + column + " = ?", column, value);
    }

    /** Rows of this person: issuer, {@code #}, subject. */
    public Conditions of(@Nullable String person) {
        return person == null ? this : and("%1$s.issuer || '#' || %1$s.subject = ?", "person", person);
    }

    /** Rows that come behind the place in a list of the newest first. */
    public Conditions before(long arrival) {
        return and("%s.arrival < ?", "arrival", arrival);
    }

    public Conditions during(String column, Window window) {
        Instant from = window.from();
        Instant to = window.to();
        Conditions begun = from == null ? this : and("%s." + column + " >= ?", "begin", from);
        return to == null ? begun : begun.and("%s." + column + " < ?", "finish", to);
    }

    /** All words stand in the column, by the index that the migration makes over it. */
    private Conditions words(String column, @Nullable String words) {
        return words == null
                ? this
                : and("to_tsvector('simple', %s." + column + ") @@ plainto_tsquery('simple', ?)", column, words);
    }

    private Conditions holding(String column, @Nullable String value) {
        return value == null ? this : and("%s." + column + " @> CAST(? AS text[])", column, new String[] {value});
    }

    private Conditions approvedBy(@Nullable String voter) {
        return voter == null
                ? this
                : and(
                        "EXISTS (SELECT FROM jsonb_to_recordset(analyst.document(%s.votes)) AS v(voter text, vote text)"
                                + " WHERE v.vote = 'approve' AND v.voter = ?)",
                        "voter", voter);
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

    private static String[] names(Reach reach) {
        return reach.environments().toArray(String[]::new);
    }

    private Conditions and(String text, String name, Object value) {
        all.add(new Condition(text.formatted(table), name, value));
        return this;
    }

    /** Whether all rows meet them. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** With a named parameter for each value. */
    public String sql() {
        return joined(condition -> condition.text().replace(PLACE, ":" + condition.name()));
    }

    /** Gives the query its values. */
    public void bind(Query query) {
        all.forEach(condition -> query.setParameter(condition.name(), condition.value()));
    }

    /** With a {@code ?} for each value. */
    public String plain() {
        return joined(Condition::text);
    }

    /**
     * Gives the statement its values.
     *
     * @param first the number of the first of them
     * @return that of the parameter behind them
     */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Condition condition : all) {
            statement.setObject(
                    place++,
                    condition.value() instanceof Instant time
                            ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC)
                            : condition.value());
        }
        return place;
    }

    private String joined(Function<Condition, String> text) {
        return all.isEmpty() ? "true" : all.stream().map(text).collect(Collectors.joining(" AND "));
    }
}
