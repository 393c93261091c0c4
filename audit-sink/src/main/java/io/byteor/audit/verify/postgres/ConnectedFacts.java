package io.byteor.audit.verify.postgres;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.intake.postgres.Rederivation;
import io.byteor.audit.verify.stored.StoredFacts;
import io.byteor.audit.verify.stored.TakenRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records of subjects by a cursor, and their rows derived anew in temporary tables. For one thread. */
final class ConnectedFacts implements StoredFacts {
    private static final String EACH = ConnectedRecords.COLUMNS + " WHERE kind = ? AND subject = ? ORDER BY arrival";
    /** Goes from one replay to the next by the index, past all rows of each; every step asks the partitions of all days. */
    private static final String OF_ACTIONS = """
             UNION (WITH RECURSIVE told AS (
                (SELECT replay_id FROM %1$s WHERE replay_id %2$s ? ORDER BY replay_id LIMIT 1)
                UNION ALL
                SELECT next.replay_id FROM told, LATERAL (
                    SELECT a.replay_id FROM %1$s a WHERE a.replay_id > told.replay_id ORDER BY a.replay_id LIMIT 1) next)
            SELECT replay_id FROM told LIMIT ?)""";
    /** Rows of replays that follow from no record; those of replays that were made up belong to none that is known. */
    private static final List<String> ACTIONS = List.of("replay_action", "action_count");

    private final Connection connection;
    private final EntryReader entries;
    private final String schema;
    private @Nullable Rederivation begun;

    /** @param schema in which the tables are, also while others of the names stand before them */
    ConnectedFacts(Connection connection, EntryReader entries, String schema) {
        this.connection = connection;
        this.entries = entries;
        this.schema = schema;
    }

    @Override
    public Rows each(Subject subject, Consumer<TakenRecord> record) {
        try {
            Rederivation rederivation = rederivation();
            Cursor.each(
                    connection,
                    ConnectedRecords.FETCH,
                    EACH,
                    row -> {
                        TakenRecord taken = ConnectedRecords.taken(row, entries);
                        record.accept(taken);
                        Entry entry = taken.entry();
                        if (entry != null && Subject.of(entry).equals(subject)) {
                            rederivation.put(entry, taken.stored().record().takenAt());
                        }
                    },
                    subject.kind().text(),
                    subject.id());
            Rederivation.Difference difference = rederivation.difference(subject);
            return new Rows(difference.lacking(), difference.added(), difference.early());
        } catch (SQLException e) {
            throw Cursor.unavailable(e);
        }
    }

    @Override
    public List<String> subjects(Subject.Kind kind, @Nullable String after, @Nullable Instant since, int limit) {
        // Nothing that is taken has an empty id, but whoever makes up rows can.
        String behind = after == null ? ">=" : ">";
        String start = after == null ? "" : after;
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(
                        "SELECT id FROM ((SELECT DISTINCT subject AS id FROM record_log WHERE kind = ? AND subject ")
                .append(behind)
                .append(" ?");
        parameters.add(kind.text());
        parameters.add(start);
        if (since != null) {
            sql.append(" AND taken_at >= ?");
            parameters.add(OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
        }
        sql.append(" ORDER BY 1 LIMIT ?)");
        parameters.add(limit);
        if (since == null) {
            for (Rederivation.Key key : Rederivation.keys(kind)) {
                sql.append(" UNION (SELECT DISTINCT %1$s FROM %3$s.%2$s WHERE %1$s %4$s ? ORDER BY 1 LIMIT ?)"
                        .formatted(key.column(), key.table(), schema, behind));
                parameters.add(start);
                parameters.add(limit);
            }
            if (kind == Subject.Kind.REPLAY) {
                for (String table : ACTIONS) {
                    sql.append(OF_ACTIONS.formatted(table, behind));
                    parameters.add(start);
                    parameters.add(limit);
                }
            }
        }
        sql.append(") AS told ORDER BY id LIMIT ?");
        parameters.add(limit);
        List<String> ids = new ArrayList<>();
        Cursor.each(connection, limit, sql.toString(), row -> ids.add(row.getString(1)), parameters.toArray());
        return ids;
    }

    /** Whether the database refuses what the record would become. */
    boolean refuses(Entry entry, Instant takenAt) throws SQLException {
        return rederivation().refuses(entry, takenAt);
    }

    private Rederivation rederivation() throws SQLException {
        if (begun == null) {
            begun = Rederivation.begin(connection, schema);
        }
        return begun;
    }
}
