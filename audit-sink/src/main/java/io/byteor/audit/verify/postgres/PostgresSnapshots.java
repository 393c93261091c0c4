package io.byteor.audit.verify.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.checkpoint.postgres.ConnectedCheckpoints;
import io.byteor.audit.checkpoint.postgres.ConnectedLogs;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.intake.postgres.DayPartitions;
import io.byteor.audit.intake.postgres.Rederivation;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredFacts;
import io.byteor.audit.verify.stored.StoredRecords;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Snapshots as transactions of one connection, repeatable read, of which nothing stays. Only so many at once, so that the intake finds
 * a connection too, and none for longer than is configured, since no day can be retired meanwhile: the server ends it.
 */
@ApplicationScoped
public class PostgresSnapshots implements Snapshot.Source {
    /** How long a turn is waited for, as a connection is. */
    private static final long PATIENCE_SECONDS = 5;

    private final AgroalDataSource database;
    private final EntryReader entries;
    private final int atOnce;
    private final Duration longest;
    private final Semaphore turns;

    PostgresSnapshots(AgroalDataSource database, EntryReader entries, AuditConfig config) {
        this.database = database;
        this.entries = entries;
        this.atOnce = config.verificationsAtOnce();
        this.longest = config.verificationDuration();
        this.turns = new Semaphore(atOnce, true);
    }

    @Override
    public <T> T read(Function<Snapshot, T> reader) {
        if (!turn()) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE, "at most " + atOnce + " verifications at once", "verifications", null);
        }
        long end = System.nanoTime() + longest.toNanos();
        try {
            return transaction(reader);
        } catch (ByteorException e) {
            throw e.code() == ErrorCode.UNAVAILABLE && System.nanoTime() - end >= 0
                    ? new ByteorException(
                            ErrorCode.UNAVAILABLE,
                            "a verification may take " + longest + " at most",
                            "verification",
                            null,
                            e)
                    : e;
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T transaction(Function<Snapshot, T> reader) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL transaction_timeout = '" + longest.toMillis() + "ms'");
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
