package io.byteor.e2e.sink.postgres;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit store as somebody finds it who has nothing to do with audit-sink. Not thread-safe. */
public final class StoredRows implements AutoCloseable {
    private static final String FIND = """
            SELECT a.replay_id, a.seq, a.day, a.role, a.lane, a.stage, a.origin_lane, a.origin_sequence, a.ordinal, a.target,
                a.to_lane, a.decision, a.reason, a.key, a.payload_sha256, a.payload_bytes, a.at, a.leaf
            FROM unnest(?::text[], ?::bigint[], ?::date[]) AS w (replay_id, seq, day)
            JOIN replay_action a ON a.replay_id = w.replay_id AND a.seq = w.seq AND a.day = w.day""";
    private static final String DAY = "SELECT day FROM replay WHERE replay_id = ?";
    private static final String COUNT = "SELECT count(*) FROM replay_action WHERE replay_id LIKE ? || '-%'";
    private static final String ARRIVED =
            "SELECT coalesce(sum(tree_size), 0) FROM replay WHERE replay_id LIKE ? || '-%'";
    private static final String FINISHED =
            "SELECT count(*) FROM replay WHERE replay_id LIKE ? || '-%' AND root_matched IS NOT NULL";
    private static final String ROOT =
            "SELECT (SELECT audited_root FROM replay WHERE replay_id = ? AND root_matched AND tree_size = audited_listed)";

    private final Connection connection;
    private final Map<String, LocalDate> days = new HashMap<>();

    /** @throws IllegalStateException here and below where the database does not answer */
    public StoredRows(String jdbcUrl, String user) {
        try {
            this.connection = DriverManager.getConnection(jdbcUrl, user, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A setting of the server. */
    public String show(String setting) {
        return one("SHOW " + setting, null, row -> row.getString(1));
    }

    public long rows(String prefix) {
        return one(COUNT, prefix, row -> row.getLong(1));
    }

    /** Actions that the replays' trees have taken up. */
    public long arrived(String prefix) {
        return one(ARRIVED, prefix, row -> row.getLong(1));
    }

    /** Replays whose audit and actions are all there. */
    public long finished(String prefix) {
        return one(FINISHED, prefix, row -> row.getLong(1));
    }

    /** Whether the replay's tree, as it grew here, has the audited root, and this one. */
    public boolean hasRoot(String replayId, byte[] root) {
        return Arrays.equals(one(ROOT, replayId, row -> row.getBytes(1)), root);
    }

    /** How many of these distinct actions lack a row, or have one that says anything else. */
    public long differing(List<ReplayAction> actions) {
        List<String> ids = new ArrayList<>(actions.size());
        List<Long> sequences = new ArrayList<>(actions.size());
        List<LocalDate> at = new ArrayList<>(actions.size());
        Map<String, ReplayAction> wanted = HashMap.newHashMap(actions.size());
        for (ReplayAction action : actions) {
            ids.add(action.getReplayId());
            sequences.add(action.getSeq());
            at.add(day(action.getReplayId()));
            wanted.put(action.getReplayId() + "/" + action.getSeq(), action);
        }
        return actions.size() - same(ids, sequences, at, wanted);
    }

    private long same(List<String> ids, List<Long> sequences, List<LocalDate> at, Map<String, ReplayAction> wanted) {
        long same = 0;
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(1, connection.createArrayOf("text", ids.toArray()));
            find.setArray(2, connection.createArrayOf("int8", sequences.toArray()));
            find.setArray(3, connection.createArrayOf("date", at.toArray()));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    ReplayAction action = wanted.remove(row.getString("replay_id") + "/" + row.getLong("seq"));
                    if (action != null && says(row, action)) {
                        same++;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return same;
    }

    private LocalDate day(String replayId) {
        LocalDate known = days.get(replayId);
        if (known == null) {
            known = one(DAY, replayId, row -> row.getObject(1, LocalDate.class));
            days.put(replayId, known);
        }
        return known;
    }

    private static boolean says(ResultSet row, ReplayAction action) throws SQLException {
        return row.getString("role").equals(action.getRole())
                && row.getString("lane").equals(action.getLane())
                && row.getString("stage").equals(action.getStage())
                && row.getString("origin_lane").equals(action.getOriginLane())
                && row.getLong("origin_sequence") == action.getOriginSequence()
                && row.getInt("ordinal") == action.getOrdinal()
                && Objects.equals(row.getString("target"), action.getTarget())
                && Objects.equals(row.getString("to_lane"), action.getToLane())
                && row.getString("decision").equals(action.getDecision())
                && Objects.equals(row.getString("reason"), action.getReason())
                && Objects.equals(bytes(row, "key"), action.getKey())
                && Objects.equals(bytes(row, "payload_sha256"), action.getPayloadSha256())
                && row.getLong("payload_bytes") == action.getPayloadBytes()
                && at(row).equals(action.getAt())
                && Digest.ofRaw(row.getBytes("leaf")).equals(Digest.ofRaw(ActionForm.leafHash(action)));
    }

    private static @Nullable ByteBuffer bytes(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private <T> T one(String query, @Nullable String parameter, Column<T> column) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no row for " + parameter + ": " + query);
                }
                return column.of(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Column<T> {
        T of(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
