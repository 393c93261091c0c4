package io.byteor.audit.checkpoint.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.checkpoint.CheckpointDraft;
import io.byteor.audit.checkpoint.CheckpointOutbox;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checkpoints in their table. One transaction at a time makes the next, whatever instance it runs in. */
@ApplicationScoped
public class PostgresCheckpoints implements Checkpointing, CheckpointOutbox {
    private static final long LOCK = 0x62797465_6f72_6370L;
    private static final String INSERT = "INSERT INTO audit_checkpoint (sequence, envelope) VALUES (?, ?)";
    private static final String BEHIND =
            "SELECT sequence, envelope FROM audit_checkpoint WHERE sequence > ? ORDER BY sequence LIMIT ?";

    private final AgroalDataSource database;
    private final StoreKeys keys;
    private final PublishedCheckpoints published;
    private final AuditConfig config;
    private final InstantSource clock;

    PostgresCheckpoints(
            AgroalDataSource database,
            StoreKeys keys,
            PublishedCheckpoints published,
            AuditConfig config,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.published = published;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Step step() {
        SigningKey key = keys.signing()
                .orElseThrow(
                        () -> new ByteorException(ErrorCode.SIGNING_DISABLED, "byteor.audit.signing-key is not set"));
        long outside = published.last();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                SignedCheckpoint last = newest(connection);
                requireAll(last, outside);
                Optional<Checkpoint> next = CheckpointDraft.next(
                        config.store(),
                        last,
                        new ConnectedLogs(connection),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
                if (next.isEmpty()) {
                    return new Step(Optional.ofNullable(last), false);
                }
                SignedCheckpoint signed = new SignedCheckpoint(next.get().sign(key), next.get());
                insert(connection, signed);
                connection.commit();
                return new Step(Optional.of(signed), CheckpointDraft.cuts(next.get(), last));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw ConnectedCheckpoints.unavailable(e);
        }
    }

    @Override
    public List<Stored> behind(long sequence, int limit) {
        List<Stored> behind = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement read = connection.prepareStatement(BEHIND)) {
            read.setLong(1, sequence);
            read.setInt(2, limit);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    behind.add(new Stored(row.getLong(1), signed(row.getString(2), row.getLong(1))));
                }
            }
            return behind;
        } catch (SQLException e) {
            throw ConnectedCheckpoints.unavailable(e);
        }
    }

    private static Optional<SignedCheckpoint> signed(String envelope, long sequence) {
        try {
            return Optional.of(SignedCheckpoint.of(ConnectedCheckpoints.envelope(envelope, sequence)))
                    .filter(it -> it.checkpoint().sequence() == sequence);
        } catch (ByteorException e) {
            if (e.code() != ErrorCode.SIGNATURE_INVALID) {
                throw e;
            }
            return Optional.empty(); // somebody changed it, which verify tells
        }
    }

    /** Else a log whose end was cut off together with its checkpoints would be signed as it is. */
    private static void requireAll(@Nullable SignedCheckpoint last, long outside) {
        long stored = last == null ? 0 : last.checkpoint().sequence();
        if (stored < outside) {
            throw new ByteorException(
                    ErrorCode.AUDIT_NOT_INTACT, "a later checkpoint was published", "checkpoint", outside);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    private static @Nullable SignedCheckpoint newest(Connection connection) {
        ConnectedCheckpoints checkpoints = new ConnectedCheckpoints(connection);
        long last = checkpoints.last();
        try {
            return checkpoints.envelope(last).map(SignedCheckpoint::of).orElse(null);
        } catch (ByteorException e) {
            throw e.code() == ErrorCode.SIGNATURE_INVALID
                    ? new ByteorException(
                            ErrorCode.AUDIT_NOT_INTACT, "the newest checkpoint is none", "checkpoint", last, e)
                    : e;
        }
    }

    private static void insert(Connection connection, SignedCheckpoint signed) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(INSERT)) {
            write.setLong(1, signed.checkpoint().sequence());
            write.setString(2, new String(signed.envelope().encoded(), StandardCharsets.UTF_8));
            write.executeUpdate();
        }
    }
}
