package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Derives rows from records once more, by the statements that wrote them, into temporary tables of the same names, which stand before
 * the stored ones for as long as the transaction lasts; and compares. Nothing of it stays: the transaction has to be rolled back.
 * For one thread.
 */
public final class Rederivation {
    /** What is kept for others than whoever derives, or follows from the actions. */
    private static final String[] REPLAY_IGNORED = {
        "arrival", "day", "tree_size", "tree_frontier", "root_matched", "changed"
    };

    private static final Map<Subject.Kind, List<Derived>> TABLES = new EnumMap<>(Map.of(
            Subject.Kind.REPLAY,
                    List.of(
                            new Derived("replay", "replay_id", "decided_at", REPLAY_IGNORED),
                            new Derived("control_request", "replay_id", null),
                            new Derived("replay_control", "replay_id", null)),
            Subject.Kind.BUNDLE, List.of(new Derived("bundle", "bundle_id", "stored_at", "arrival")),
            Subject.Kind.APPROVAL, List.of(new Derived("approval", "approval_id", null, "arrival")),
            Subject.Kind.ESCALATION, List.of(new Derived("escalation", "escalation_id", null, "arrival")),
            Subject.Kind.REGISTRY, List.of(new Derived("registry_revision", "kind || ':' || key", null)),
            Subject.Kind.ACCESS, List.of(new Derived("access", "access_id", null, "arrival"))));

    private static final String MAKE = """
            CREATE TEMPORARY TABLE %1$s (LIKE %2$s.%1$s INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING GENERATED
            INCLUDING INDEXES INCLUDING CONSTRAINTS) ON COMMIT DROP""";
    private static final String DIFFERENCE = """
            SELECT count(*) FROM (
                SELECT to_jsonb(a) - ? AS row FROM %1$s.%3$s a WHERE %4$s = ?
                EXCEPT ALL SELECT to_jsonb(b) - ? FROM %2$s.%3$s b WHERE %4$s = ?) AS only_there""";
    /** Where what told of that time was taken before records were kept, and the row has all that the records tell. */
    private static final String EARLY = """
            SELECT count(*) FROM %1$s.%3$s a WHERE %4$s = ? AND a.%5$s < (SELECT min(taken_at) FROM %1$s.record_log)
                AND NOT EXISTS (SELECT FROM %2$s.%3$s b WHERE %4$s = ? AND b.%5$s IS NOT NULL)
                AND to_jsonb(a) @> coalesce(
                    (SELECT jsonb_strip_nulls(to_jsonb(b) - ?) FROM %2$s.%3$s b WHERE %4$s = ?), '{}')""";

    private static final String TEMPORARY = "pg_temp";

    private final Connection connection;
    private final String schema;

    /**
     * Where a kind of subject is named.
     *
     * @param column or what is made of several
     */
    public record Key(String table, String column) {}

    /** @param time of what is told first of a row, and is not told again; null where every record tells all of its row */
    private record Derived(
            String table, String key, @Nullable String time, String... ignored) {}

    /**
     * How the stored rows of a subject differ from the derived ones.
     *
     * @param lacking derived ones that are not stored so
     * @param added stored ones that are not derived so
     * @param early stored ones that are not derived so either, but were there in part before records were kept, and do not
     *     contradict them
     */
    public record Difference(long lacking, long added, long early) {}

    private Rederivation(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** The schema of the store's tables, quoted; it stays what it is when others of their names stand before them. */
    public static String schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT quote_ident(current_schema())")) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Prepares the connection's transaction.
     *
     * @param schema {@link #schema} of the connection
     */
    public static Rederivation begin(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (List<Derived> tables : TABLES.values()) {
                for (Derived derived : tables) {
                    statement.execute(MAKE.formatted(derived.table(), schema));
                }
            }
            // A statement that the connection prepared before would go on writing the stored tables.
            statement.execute("DISCARD PLANS");
        }
        return new Rederivation(connection, schema);
    }

    /** The tables that hold rows of this kind of subject, and the columns that name it. */
    public static List<Key> keys(Subject.Kind kind) {
        return tables(kind).stream()
                .map(derived -> new Key(derived.table(), derived.key()))
                .toList();
    }

    /** Derives from the subject's next record; to be called in the order in which they were taken. */
    public void put(Entry entry, Instant takenAt) throws SQLException {
        LocalDate day = LocalDate.ofInstant(takenAt, ZoneOffset.UTC);
        SortedSet<String> replayIds =
                PostgresAuditStore.replayId(entry).stream().collect(Collectors.toCollection(TreeSet::new));
        Map<String, ReplayRow> replays = ReplayTable.lock(connection, replayIds, day);
        Facts.put(connection, entry, replays, takenAt);
    }

    /** Whether the database refuses what would be derived from the record. Nothing of it stays. */
    public boolean refuses(Entry entry, Instant takenAt) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean refused = false;
        try {
            put(entry, takenAt);
        } catch (SQLException e) {
            if (!Refusals.is(e)) {
                throw e;
            }
            refused = true;
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        return refused;
    }

    /** Holds the stored rows of the subject against what was derived. */
    public Difference difference(Subject subject) throws SQLException {
        if (subject.kind() == Subject.Kind.REPLAY) {
            // It is there as soon as the first action is.
            ReplayTable.lock(connection, new TreeSet<>(List.of(subject.id())), LocalDate.EPOCH);
        }
        long lacking = 0;
        long added = 0;
        long early = 0;
        for (Derived derived : tables(subject.kind())) {
            long more = count(schema, TEMPORARY, derived, subject.id());
            if (more > 0 && early(derived, subject.id()) == more) {
                early += more;
            } else {
                added += more;
                lacking += count(TEMPORARY, schema, derived, subject.id());
            }
        }
        return new Difference(lacking, added, early);
    }

    private long count(String there, String here, Derived derived, String id) throws SQLException {
        String sql = DIFFERENCE.formatted(there, here, derived.table(), derived.key());
        var ignored = connection.createArrayOf("text", derived.ignored());
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            read.setArray(1, ignored);
            read.setString(2, id);
            read.setArray(3, ignored);
            read.setString(4, id);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long early(Derived derived, String id) throws SQLException {
        if (derived.time() == null) {
            return 0;
        }
        String sql = EARLY.formatted(schema, TEMPORARY, derived.table(), derived.key(), derived.time());
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            read.setString(1, id);
            read.setString(2, id);
            read.setArray(3, connection.createArrayOf("text", derived.ignored()));
            read.setString(4, id);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<Derived> tables(Subject.Kind kind) {
        return TABLES.getOrDefault(kind, List.of());
    }
}
