package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.FencedException;
import io.byteor.audit.intake.Slice;
import io.byteor.schemas.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * The offsets, moved by compare-and-set, first of all in a transaction: whoever follows changes knows the intake's by this table's lock.
 * The moved rows stay locked until the end of the transaction.
 */
final class OffsetTable {
    private static final String READ = "SELECT next FROM sink_offset WHERE topic = ? AND partition = ?";
    private static final String BEGIN = """
            INSERT INTO sink_offset AS o (topic, partition, next) VALUES (?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET next = excluded.next WHERE o.next = 0""";
    private static final String MOVE = "UPDATE sink_offset SET next = ? WHERE topic = ? AND partition = ? AND next = ?";

    private OffsetTable() {}

    static long next(Connection connection, Topic topic, int partition) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setString(1, topic.topicName());
            read.setInt(2, partition);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Moves them in one order for all writers, so that no two wait for each other. */
    static void move(Connection connection, List<Slice> slices) throws SQLException {
        List<Slice> ordered = slices.stream()
                .sorted(Comparator.comparing(Slice::topic).thenComparingInt(Slice::partition))
                .toList();
        for (Slice slice : ordered) {
            if ((slice.from() == 0 ? begin(connection, slice) : move(connection, slice)) == 0) {
                throw new FencedException("%s-%d does not stand at %d"
                        .formatted(slice.topic().topicName(), slice.partition(), slice.from()));
            }
        }
    }

    private static int begin(Connection connection, Slice slice) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, slice.topic().topicName());
            begin.setInt(2, slice.partition());
            begin.setLong(3, slice.next());
            return begin.executeUpdate();
        }
    }

    private static int move(Connection connection, Slice slice) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, slice.next());
            move.setString(2, slice.topic().topicName());
            move.setInt(3, slice.partition());
            move.setLong(4, slice.from());
            return move.executeUpdate();
        }
    }
}
