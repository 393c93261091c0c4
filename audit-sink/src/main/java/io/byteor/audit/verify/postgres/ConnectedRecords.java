package io.byteor.audit.verify.postgres;

import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.verify.stored.StoredRecord;
import io.byteor.audit.verify.stored.StoredRecords;
import io.byteor.audit.verify.stored.TakenRecord;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.topic.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records by a cursor. For one thread. */
final class ConnectedRecords implements StoredRecords {
    /** A record may have a megabyte. */
    static final int FETCH = 64;

    static final String COLUMNS = """
            SELECT topic, partition, place, record_offset, record_time, taken_at, kind, subject, record_key, record_value,
                leaf, arrival FROM record_log""";
    private static final String EACH = COLUMNS + " WHERE topic = ? AND partition = ? AND place >= ? ORDER BY place";
    /** Goes from one log to the next by the index, past all records of each. */
    private static final String LOGS = """
            WITH RECURSIVE log AS (
                (SELECT topic, partition FROM record_log ORDER BY topic, partition LIMIT 1)
                UNION ALL
                SELECT next.topic, next.partition FROM log, LATERAL (
                    SELECT r.topic, r.partition FROM record_log r
                    WHERE (r.topic, r.partition) > (log.topic, log.partition) ORDER BY r.topic, r.partition LIMIT 1) next)
            SELECT topic, partition FROM log""";

    private static final String NEXT = "SELECT next FROM sink_offset WHERE topic = ? AND partition = ?";
    private static final int MOST_LOGS = 1_000;

    private final Connection connection;
    private final EntryReader entries;
    private final ConnectedFacts facts;

    ConnectedRecords(Connection connection, EntryReader entries, ConnectedFacts facts) {
        this.connection = connection;
        this.entries = entries;
        this.facts = facts;
    }

    @Override
    public void each(String topic, int partition, long from, Consumer<TakenRecord> record) {
        Cursor.each(connection, FETCH, EACH, row -> record.accept(tried(taken(row, entries))), topic, partition, from);
    }

    @Override
    public List<StoredLogs.Head> logs() {
        List<StoredLogs.Head> logs = new ArrayList<>();
        Cursor.each(
                connection,
                MOST_LOGS,
                LOGS,
                row -> logs.add(new StoredLogs.Head(row.getString(1), row.getInt(2), 0, Optional.empty())));
        return logs;
    }

    @Override
    public OptionalLong next(String topic, int partition) {
        List<Long> next = new ArrayList<>(1);
        Cursor.each(connection, 1, NEXT, row -> next.add(row.getLong(1)), topic, partition);
        return next.stream().mapToLong(Long::longValue).findFirst();
    }

    /** One that could be rows and names no subject became none only where the database refuses the rows. */
    private TakenRecord tried(TakenRecord taken) throws SQLException {
        StoredRecord stored = taken.stored();
        Entry entry = taken.entry();
        return entry != null
                        && stored.subject() == null
                        && facts.refuses(entry, stored.record().takenAt())
                ? new TakenRecord(stored, null)
                : taken;
    }

    /** The row, read again as its topic is read. */
    static TakenRecord taken(ResultSet row, EntryReader entries) throws SQLException {
        LogRecord record = new LogRecord(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("place"),
                row.getLong("record_offset"),
                row.getLong("record_time"),
                Times.at(row, "taken_at"),
                row.getBytes("record_key"),
                row.getBytes("record_value"));
        StoredRecord stored = new StoredRecord(
                record,
                row.getBytes("leaf"),
                subject(row.getString("kind"), row.getString("subject")),
                row.getLong("arrival"));
        return new TakenRecord(
                stored,
                topic(record.topic())
                        .flatMap(topic -> entries.read(topic, record.key(), record.value()))
                        .orElse(null));
    }

    /** Columns that name no subject are told as one that nothing has. */
    private static @Nullable Subject subject(@Nullable String kind, @Nullable String id) {
        if (kind == null && id == null) {
            return null;
        }
        return Arrays.stream(Subject.Kind.values())
                .filter(one -> one.text().equals(kind) && id != null)
                .findFirst()
                .map(one -> new Subject(one, String.valueOf(id)))
                .orElse(new Subject(Subject.Kind.REPLAY, ""));
    }

    private static Optional<Topic> topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst();
    }
}
