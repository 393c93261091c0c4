package io.byteor.audit.export.postgres;

import io.byteor.audit.access.postgres.Standing;
import io.byteor.audit.export.RowSink;
import io.byteor.audit.export.Snapshot;
import io.byteor.audit.export.Subject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * One transaction. Actions are read replay by replay, so that each is found in its day's partition by the primary key, whatever
 * the number of days.
 */
final class PostgresSnapshot implements Snapshot {
    /** Rows on their way at once, and replays. */
    private static final int FETCH = 1_000;

    private static final String STANDING = "SELECT " + Standing.SQL;
    private static final String COUNT_ACTIONS = "SELECT coalesce(sum(tree_size), 0) FROM replay WHERE %s";
    private static final String COUNT_REPLAYS = "SELECT count(*) FROM replay WHERE %s";
    private static final String REPLAYS = "SELECT * FROM replay WHERE %s ORDER BY arrival";
    private static final String REPLAY_DAYS = "SELECT replay_id, day FROM replay WHERE %s ORDER BY arrival";
    private static final String ACTIONS = "SELECT * FROM replay_action WHERE replay_id = ? AND day = ? ORDER BY seq";

    private final Connection connection;
    private final Replays replays;
    private final Subject of;
    private final String answeredFrom;
    private final long rows;

    PostgresSnapshot(Connection connection, Replays replays, Subject of) throws SQLException {
        this.connection = connection;
        this.replays = replays;
        this.of = of;
        try (PreparedStatement ask = connection.prepareStatement(STANDING);
                ResultSet answer = ask.executeQuery()) {
            answer.next();
            answeredFrom = answer.getString(1);
        }
        try (PreparedStatement ask = replays.ask(connection, of == Subject.ACTIONS ? COUNT_ACTIONS : COUNT_REPLAYS);
                ResultSet answer = ask.executeQuery()) {
            answer.next();
            rows = answer.getLong(1);
        }
    }

    @Override
    public String answeredFrom() {
        return answeredFrom;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void each(RowSink sink) throws IOException {
        try {
            switch (of) {
                case ACTIONS -> actions(sink);
                case REPLAYS -> replays(sink);
            }
        } catch (SQLException e) {
            throw PostgresSnapshots.unavailable(e);
        }
    }

    private void replays(RowSink sink) throws SQLException, IOException {
        try (PreparedStatement ask = replays.ask(connection, REPLAYS)) {
            ask.setFetchSize(FETCH);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    sink.row(Rows.replay(row));
                }
            }
        }
    }

    private void actions(RowSink sink) throws SQLException, IOException {
        try (PreparedStatement which = replays.ask(connection, REPLAY_DAYS);
                PreparedStatement ask = connection.prepareStatement(ACTIONS)) {
            which.setFetchSize(FETCH);
            ask.setFetchSize(FETCH);
            try (ResultSet replay = which.executeQuery()) {
                while (replay.next()) {
                    ask.setString(1, replay.getString(1));
                    ask.setObject(2, replay.getObject(2, LocalDate.class));
                    try (ResultSet row = ask.executeQuery()) {
                        while (row.next()) {
                            sink.row(Rows.action(row));
                        }
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw PostgresSnapshots.unavailable(e);
        }
    }
}
