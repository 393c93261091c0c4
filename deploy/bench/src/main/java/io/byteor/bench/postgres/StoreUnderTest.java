package io.byteor.bench.postgres;

import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** The audit store's tables, emptied, waited for, counted, and filled by COPY. Not thread-safe. */
public final class StoreUnderTest implements AutoCloseable {
    /** Seldom enough to take the sink's cores from nobody. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String NEXT = "SELECT partition, next FROM sink_offset WHERE topic = ?";
    private static final String VERIFIED = "SELECT count(*) FROM replay WHERE replay_id = ANY (?) AND root_matched";

    private final Connection connection;

    public StoreUnderTest(String jdbcUrl, String user) throws SQLException {
        this.connection = DriverManager.getConnection(jdbcUrl, user, "");
    }

    /** The setting of the server, without which no figure says anything. */
    public void requireDurability() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW " + setting)) {
                row.next();
                if (!row.getString(1).equals("on")) {
                    throw new IllegalStateException(setting + " is " + row.getString(1));
                }
            }
        }
    }

    /** No action, and nothing left to be written back of those that were there. */
    public void empty() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE replay_action");
            statement.execute("CHECKPOINT");
        }
    }

    public void writeBack() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /** Returns when every partition stands there, and these replays' trees have their audited roots. */
    public void await(Map<Integer, Long> ends, List<String> replays) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!standsAt(ends) || verified(replays) < replays.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the store does not come to " + ends);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean standsAt(Map<Integer, Long> ends) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, Topic.REPLAY_ACTION.topicName());
            int there = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Long end = ends.get(row.getInt(1));
                    there += end != null && row.getLong(2) >= end ? 1 : 0;
                }
            }
            return there == ends.size();
        }
    }

    private long verified(List<String> replays) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERIFIED)) {
            statement.setArray(1, connection.createArrayOf("text", replays.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    public long rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM replay_action")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All rows into a file, as binary COPY reads them. They lie in one partition, whose name is returned. */
    public String export(Path file) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DISTINCT tableoid::regclass::text FROM replay_action")) {
            row.next();
            String partition = row.getString(1);
            if (row.next()) {
                throw new IllegalStateException("the rows of one run lie on both sides of midnight");
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT * FROM " + partition + ") TO STDOUT (FORMAT binary)", out);
            }
            return partition;
        }
    }

    /** The rows of the file into the partition, committed. */
    public void copy(String partition, Path file) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + partition + " FROM STDIN (FORMAT binary)", in, 1 << 16);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
