package io.byteor.audit.export.postgres;

import io.byteor.audit.access.postgres.PostgresStanding;
import io.byteor.audit.export.Deadline;
import io.byteor.audit.export.RowSink;
import io.byteor.audit.export.Snapshot;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * One transaction. Actions are read replay by replay, so that each is found in its day's partition by the primary key, whatever
 * the number of days.
 */
final class PostgresSnapshot implements Snapshot {
    private static final Logger LOG = Logger.getLogger(PostgresSnapshot.class);
    /** Rows on their way at once, and replays. */
    private static final int FETCH = 1_000;

    private final Connection connection;
    private final WantedRows wanted;
    private final Deadline deadline;
    private final String answeredFrom;
    private final long rows;

    PostgresSnapshot(Connection connection, WantedRows wanted, Deadline deadline) throws SQLException {
        this.connection = connection;
        this.wanted = wanted;
        this.deadline = deadline;
        answeredFrom = PostgresStanding.of(connection);
        try (PreparedStatement ask = wanted.count(connection);
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
            switch (wanted.of()) {
                case ACTIONS -> actions(sink);
                case REPLAYS -> replays(sink);
            }
        } catch (SQLException e) {
            throw PostgresSnapshots.failed(e, deadline);
        }
    }

    private void replays(RowSink sink) throws SQLException, IOException {
        try (PreparedStatement ask = wanted.replays(connection)) {
            ask.setFetchSize(FETCH);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    sink.row(Rows.replay(row));
                }
            }
        }
    }

    private void actions(RowSink sink) throws SQLException, IOException {
        try (PreparedStatement which = wanted.stretches(connection);
                PreparedStatement ask = wanted.actions(connection)) {
            which.setFetchSize(FETCH);
            ask.setFetchSize(FETCH);
            try (ResultSet stretch = which.executeQuery()) {
                while (stretch.next()) {
                    actions(ask, stretch, sink);
                }
            }
        }
    }

    private static void actions(PreparedStatement ask, ResultSet stretch, RowSink sink)
            throws SQLException, IOException {
        long found = 0;
        try (ResultSet row = WantedRows.read(ask, stretch)) {
            while (row.next()) {
                sink.row(Rows.action(row));
                found++;
            }
        }
        if (found < stretch.getLong("least")) {
            // More of them is no contradiction: what has arrived behind a gap is counted when the gap is filled.
            throw new ByteorException(
                    ErrorCode.AUDIT_NOT_INTACT,
                    "actions of a replay are gone that the store counts and nobody retired",
                    "replayId",
                    stretch.getString("replay_id"));
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // Nothing is lost with it, and it would hide why the export ended.
            LOG.debug("a snapshot's connection was gone before its end", e);
        }
    }
}
