package io.byteor.e2e.export.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The audit store's own tables, past the service. Not thread-safe. */
public final class ActionTable implements AutoCloseable {
    private static final int FETCH = 10_000;
    private static final String ROWS = """
            SELECT a.replay_id, a.seq, a.role, a.lane, a.stage, a.origin_lane, a.origin_sequence, a.ordinal, a.target, a.to_lane,
                a.decision, a.reason, translate(encode(a.key, 'base64'), E'\\n', ''), 'sha256:' || encode(a.payload_sha256, 'hex'),
                a.payload_bytes, (extract(epoch FROM a.at) * 1000000)::bigint, 'sha256:' || encode(a.leaf, 'hex')
            FROM replay r JOIN replay_action a ON a.replay_id = r.replay_id AND a.day = r.day
            WHERE r.environment = ? ORDER BY r.arrival, a.seq""";

    private final Connection connection;

    public ActionTable(String jdbcUrl, String user) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, user, "");
        connection.setAutoCommit(false);
    }

    /**
     * Adds a replay that has the actions of another so many times over, numbered on; where the action has a reason, a text that every
     * format has to quote.
     */
    public void multiply(String replayId, String copyId, int times) throws SQLException {
        insert(
                "replay",
                column -> switch (column) {
                    case "replay_id" -> "'" + copyId + "'";
                    case "tree_size" -> "tree_size * " + times;
                    default -> column;
                },
                "FROM replay WHERE replay_id = '" + replayId + "'");
        insert(
                "replay_action",
                column -> switch (column) {
                    case "replay_id" -> "'" + copyId + "'";
                    case "seq" -> "seq + copy * count(*) OVER (PARTITION BY copy)";
                    case "reason" ->
                        "CASE seq % 3 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE format(E'\"%s\", \\n\\u2028', seq) END";
                    case "at" -> "at + copy * interval '1 microsecond'";
                    case "key" -> "CASE seq % 2 WHEN 0 THEN key || int4send(copy) END";
                    default -> column;
                },
                "FROM replay_action, generate_series(0, " + (times - 1) + ") AS copy WHERE replay_id = '" + replayId
                        + "'");
        connection.commit();
    }

    private interface Value {
        String of(String column);
    }

    private void insert(String table, Value value, String rest) throws SQLException {
        List<String> columns = columns(table);
        List<String> values = columns.stream().map(value::of).toList();
        try (Statement insert = connection.createStatement()) {
            insert.execute("INSERT INTO %s (%s) SELECT %s %s"
                    .formatted(table, String.join(", ", columns), String.join(", ", values), rest));
        }
    }

    /** Those that are not made by the table itself. */
    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT column_name FROM information_schema.columns WHERE table_name = ? AND is_identity = 'NO'"
                        + " AND is_generated = 'NEVER' ORDER BY ordinal_position")) {
            ask.setString(1, table);
            try (ResultSet column = ask.executeQuery()) {
                while (column.next()) {
                    columns.add(column.getString(1));
                }
            }
        }
        return columns;
    }

    /** The actions of an environment, in the order of an export, as texts and numbers. */
    ResultSet rows(String environment) throws SQLException {
        PreparedStatement ask = connection.prepareStatement(ROWS);
        ask.closeOnCompletion();
        ask.setFetchSize(FETCH);
        ask.setString(1, environment);
        return ask.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
