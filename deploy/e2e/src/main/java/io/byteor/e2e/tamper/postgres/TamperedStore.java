package io.byteor.e2e.tamper.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The store's database, changed and put back. Not thread-safe. */
public final class TamperedStore implements AutoCloseable {
    private final Connection connection;
    private final String since;

    /**
     * Connects.
     *
     * @param since only what was taken since is tampered with
     */
    public TamperedStore(String url, String user, Instant since) throws SQLException {
        this.connection = DriverManager.getConnection(url, user, "");
        this.since = "'" + since + "'::timestamptz";
    }

    /** Makes the change; answers what puts back what it touched. */
    public Undo apply(Tampering tampering) throws SQLException {
        connection.setAutoCommit(false);
        List<Tampering.Touched> touched = tampering.touched();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < touched.size(); i++) {
                statement.execute("CREATE TEMPORARY TABLE kept_%d AS SELECT * FROM %s WHERE %s"
                        .formatted(i, touched.get(i).table(), touched.get(i).where()));
            }
            for (String change : tampering.statements()) {
                statement.execute(change);
            }
        }
        connection.commit();
        return () -> undo(touched);
    }

    /** Puts back what was touched. */
    @FunctionalInterface
    public interface Undo {
        void run() throws SQLException;
    }

    private void undo(List<Tampering.Touched> touched) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < touched.size(); i++) {
                Tampering.Touched rows = touched.get(i);
                statement.execute("DELETE FROM %s WHERE %s".formatted(rows.table(), rows.where()));
                statement.execute(
                        "INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM kept_%d".formatted(rows.table(), i));
                statement.execute("DROP TABLE kept_" + i);
            }
        }
        connection.commit();
    }

    /** Changes the store for good. */
    void change(String statement) throws SQLException {
        try (Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** The first column of what a query answers. */
    List<String> values(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    /** One of them. */
    String any(Random random, String sql) throws SQLException {
        List<String> values = values(sql + " ORDER BY 1");
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing to tamper with: " + sql);
        }
        return values.get(random.nextInt(values.size()));
    }

    /** The only row of a query, its columns as bytes. */
    List<byte[]> bytes(String sql) throws SQLException {
        List<byte[]> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getBytes(1));
            }
        }
        return values;
    }

    /** A condition on {@code record_log}: taken since. */
    String recent() {
        return "taken_at >= " + since;
    }

    /** The replays of a kind that a record tells of, but for those of retired days. */
    List<String> replays(String condition) throws SQLException {
        return values(kept(condition));
    }

    /** One of them. */
    String replay(Random random, String condition) throws SQLException {
        return any(random, kept(condition));
    }

    private String kept(String condition) {
        return "SELECT replay_id FROM replay WHERE " + condition + " AND day NOT IN (SELECT day FROM retired_day) AND "
                + told();
    }

    /** One of the replays whose actions were retired. */
    String retired(Random random) throws SQLException {
        return any(
                random, "SELECT replay_id FROM replay JOIN retired_day USING (day) WHERE tree_size > 0 AND " + told());
    }

    private String told() {
        return "replay_id IN (SELECT subject FROM record_log WHERE kind = 'replay' AND " + recent() + ")";
    }

    /** One subject of a kind. */
    String subject(Random random, String kind) throws SQLException {
        return any(random, "SELECT DISTINCT subject FROM record_log WHERE kind = '" + kind + "' AND " + recent());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
