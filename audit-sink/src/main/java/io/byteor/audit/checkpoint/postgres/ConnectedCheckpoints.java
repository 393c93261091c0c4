package io.byteor.audit.checkpoint.postgres;

import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.Envelope;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** The checkpoints as one connection sees them; left open. For one thread. */
public final class ConnectedCheckpoints implements StoredCheckpoints {
    private static final String AT_OR_BEFORE =
            "SELECT coalesce(max(sequence), 0) FROM audit_checkpoint WHERE sequence <= ?";
    private static final String AT_OR_AFTER = "SELECT min(sequence) FROM audit_checkpoint WHERE sequence >= ?";
    private static final String ENVELOPE = "SELECT envelope FROM audit_checkpoint WHERE sequence = ?";

    private final Connection connection;

    public ConnectedCheckpoints(Connection connection) {
        this.connection = connection;
    }

    @Override
    public long atOrBefore(long sequence) {
        try (PreparedStatement read = connection.prepareStatement(AT_OR_BEFORE)) {
            read.setLong(1, sequence);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public OptionalLong atOrAfter(long sequence) {
        try (PreparedStatement read = connection.prepareStatement(AT_OR_AFTER)) {
            read.setLong(1, sequence);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                long found = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(found);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Optional<Envelope> envelope(long sequence) {
        try (PreparedStatement read = connection.prepareStatement(ENVELOPE)) {
            read.setLong(1, sequence);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? Optional.of(envelope(row.getString(1), sequence)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static Envelope envelope(String json, long sequence) {
        return Envelope.parse(json.getBytes(StandardCharsets.UTF_8), "checkpoint " + sequence);
    }

    static ByteorException unavailable(SQLException e) {
        return new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
    }
}
