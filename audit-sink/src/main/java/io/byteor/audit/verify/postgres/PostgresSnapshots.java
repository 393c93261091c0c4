package io.byteor.audit.verify.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.checkpoint.postgres.ConnectedCheckpoints;
import io.byteor.audit.checkpoint.postgres.ConnectedLogs;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.intake.postgres.DayPartitions;
import io.byteor.audit.intake.postgres.Rederivation;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredFacts;
import io.byteor.audit.verify.stored.StoredRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/** Snapshots as transactions of one connection, repeatable read, of which nothing stays. */
@ApplicationScoped
public class PostgresSnapshots implements Snapshot.Source {
    private final AgroalDataSource database;
    private final EntryReader entries;

    PostgresSnapshots(AgroalDataSource database, EntryReader entries) {
        this.database = database;
        this.entries = entries;
    }

    @Override
    public <T> T read(Function<Snapshot, T> reader) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                DayPartitions.keep(statement);
                return reader.apply(of(connection, entries));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw Cursor.unavailable(e);
        }
    }

    /**
     * The store as a connection's transaction sees it, with what that has changed itself; to be used once, and the transaction rolled
     * back.
     */
    public static Snapshot of(Connection connection, EntryReader entries) throws SQLException {
        String schema = Rederivation.schema(connection);
        ConnectedFacts facts = new ConnectedFacts(connection, entries, schema);
        return new Connected(
                new ConnectedActions(connection, schema),
                facts,
                new ConnectedRecords(connection, entries, facts),
                new ConnectedLogs(connection),
                new ConnectedCheckpoints(connection));
    }

    private record Connected(
            StoredActions actions,
            StoredFacts facts,
            StoredRecords records,
            StoredLogs logs,
            StoredCheckpoints checkpoints)
            implements Snapshot {}
}
