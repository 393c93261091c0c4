package io.byteor.audit.verify.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.verify.StoredAction;
import io.byteor.audit.verify.StoredActions;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a replay's actions by a cursor; a replay's day names the one partition they lie in. */
@ApplicationScoped
public class PostgresStoredActions implements StoredActions {
    private static final int FETCH = 2_000;
    private static final String READ = """
            SELECT a.* FROM replay_action a
            WHERE a.replay_id = ? AND a.day = (SELECT day FROM replay WHERE replay_id = ?) ORDER BY a.seq""";

    private final AgroalDataSource database;

    PostgresStoredActions(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public void each(String replayId, Consumer<StoredAction> action) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement read = connection.prepareStatement(READ)) {
                read.setFetchSize(FETCH);
                read.setString(1, replayId);
                read.setString(2, replayId);
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        action.accept(new StoredAction(action(row), row.getBytes("leaf")));
                    }
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
        }
    }

    private static ReplayAction action(ResultSet row) throws SQLException {
        return ReplayAction.newBuilder()
                .setReplayId(row.getString("replay_id"))
                .setSeq(row.getLong("seq"))
                .setRole(row.getString("role"))
                .setLane(row.getString("lane"))
                .setStage(row.getString("stage"))
                .setOriginLane(row.getString("origin_lane"))
                .setOriginSequence(row.getLong("origin_sequence"))
                .setOrdinal(row.getInt("ordinal"))
                .setTarget(row.getString("target"))
                .setToLane(row.getString("to_lane"))
                .setDecision(row.getString("decision"))
                .setReason(row.getString("reason"))
                .setKey(buffer(row.getBytes("key")))
                .setPayloadSha256(buffer(row.getBytes("payload_sha256")))
                .setPayloadBytes(row.getLong("payload_bytes"))
                .setAt(row.getObject("at", OffsetDateTime.class).toInstant())
                .build();
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
