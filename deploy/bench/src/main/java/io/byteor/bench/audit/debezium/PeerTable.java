package io.byteor.bench.audit.debezium;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table of actions in the audit store's database, in one piece and with the key alone. Not thread-safe. */
final class PeerTable implements AutoCloseable {
    static final String NAME = "debezium_action";
    private static final String MAKE = """
            CREATE TABLE IF NOT EXISTS %s (
                replay_id text NOT NULL, seq bigint NOT NULL, role text NOT NULL, lane text NOT NULL, stage text NOT NULL,
                origin_lane text NOT NULL, origin_sequence bigint NOT NULL, ordinal int NOT NULL, target text, to_lane text,
                decision text NOT NULL, reason text, key text, payload_sha256 text, payload_bytes bigint NOT NULL,
                at timestamptz NOT NULL, PRIMARY KEY (replay_id, seq))""".formatted(NAME);

    private final Connection connection;

    PeerTable(String jdbcUrl, String user) throws SQLException {
        this.connection = DriverManager.getConnection(jdbcUrl, user, "");
        execute(MAKE);
    }

    /** No row, and nothing left to be written back. */
    void empty() throws SQLException {
        execute("TRUNCATE " + NAME);
        execute("CHECKPOINT");
    }

    long rows() throws SQLException {
        return number("SELECT count(*) FROM " + NAME);
    }

    /** Bytes of the table without its index, which costs nothing to ask. */
    long bytes() throws SQLException {
        return number("SELECT pg_relation_size('" + NAME + "')");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
