package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.Consumed;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.Subject;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The logs: each record of a partition as a leaf of the partition's tree. Whoever appends has moved the partition's offset before,
 * so nobody else appends to it.
 */
final class RecordLog {
    private static final String HEAD = "SELECT size, frontier FROM record_log_head WHERE topic = ? AND partition = ?";
    private static final String LAST =
            "SELECT record_offset FROM record_log WHERE topic = ? AND partition = ? AND place = ?";
    private static final String MOVE = """
            INSERT INTO record_log_head (topic, partition, size, frontier) VALUES (?, ?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET size = excluded.size, frontier = excluded.frontier""";
    private static final String COLUMNS = """
            record_log (topic, partition, place, record_offset, record_time, taken_at, kind, subject, record_key,
            record_value, leaf)""";
    private static final int COLUMN_COUNT = 11;

    private RecordLog() {}

    /**
     * Appends the records of a slice.
     *
     * @param takenAt in whole microseconds
     * @throws ByteorException AUDIT_NOT_INTACT if nobody can say what the log is to go on from, or if the slice does not go on
     *     right behind the log's last record: what lies between would be passed over, or come once more
     */
    static void append(Connection connection, Slice slice, Instant takenAt) throws SQLException {
        if (slice.log().isEmpty()) {
            return;
        }
        String topic = slice.topic().topicName();
        MerkleTree tree = tree(connection, slice.topic(), slice.partition());
        requireGoesOn(connection, slice, tree.size());
        try (BinaryRows rows = BinaryRows.into(connection, COLUMNS, COLUMN_COUNT)) {
            for (Consumed record : slice.log()) {
                LogRecord leaf = new LogRecord(
                        topic,
                        slice.partition(),
                        tree.size(),
                        record.offset(),
                        record.timestamp(),
                        takenAt,
                        record.key(),
                        record.value());
                byte[] hash = leaf.leafHash();
                put(rows, leaf, record.subject(), hash);
                tree.append(hash);
            }
            rows.end();
        }
        Statements.update(connection, MOVE, topic, slice.partition(), tree.size(), Frontier.joined(tree));
    }

    private static MerkleTree tree(Connection connection, Topic topic, int partition) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(HEAD)) {
            read.setString(1, topic.topicName());
            read.setInt(2, partition);
            try (ResultSet row = read.executeQuery()) {
                return row.next()
                        ? Frontier.tree(row.getLong(1), row.getBytes(2))
                                .orElseThrow(() -> changed(topic.topicName() + "-" + partition))
                        : new MerkleTree();
            }
        }
    }

    /** Where the last record is gone, verify tells of that. */
    private static void requireGoesOn(Connection connection, Slice slice, long size) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(LAST)) {
            read.setString(1, slice.topic().topicName());
            read.setInt(2, slice.partition());
            read.setLong(3, size - 1);
            try (ResultSet row = read.executeQuery()) {
                if (row.next() && row.getLong(1) + 1 != slice.from()) {
                    throw moved(slice.topic().topicName() + "-" + slice.partition(), slice.from(), row.getLong(1) + 1);
                }
            }
        }
    }

    private static ByteorException moved(String log, long next, long behind) {
        return new ByteorException(
                ErrorCode.AUDIT_NOT_INTACT,
                "somebody changed next in sink_offset of the log " + log + ": it says " + next + ", the log goes on at "
                        + behind + "; its records are taken again as soon as the row says so (audit.md)",
                "sink_offset",
                log);
    }

    private static ByteorException changed(String log) {
        return new ByteorException(
                ErrorCode.AUDIT_NOT_INTACT,
                "somebody changed size or frontier in record_log_head of the log " + log
                        + "; its records are taken again as soon as the row is put right (audit.md)",
                "record_log_head",
                log);
    }

    private static void put(BinaryRows rows, LogRecord record, @Nullable Subject subject, byte[] leaf)
            throws SQLException {
        rows.row()
                .text(record.topic())
                .int4(record.partition())
                .int8(record.place())
                .int8(record.offset())
                .int8(record.timestamp())
                .timestamptz(ActionForm.micros(record.takenAt()))
                .text(subject == null ? null : subject.kind().text())
                .text(subject == null ? null : subject.id())
                .bytea(record.key())
                .bytea(record.value())
                .bytea(leaf);
    }
}
