package io.byteor.audit.verify.postgres;

import io.byteor.audit.intake.ActionKind;
import io.byteor.audit.intake.postgres.Frontier;
import io.byteor.audit.verify.stored.AuditedReplay;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredCount;
import io.byteor.audit.verify.stored.StoredNote;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Actions by a cursor; a replay's day names the one partition they lie in. For one thread. */
final class ConnectedActions implements StoredActions {
    private static final int FETCH = 2_000;
    private static final String KEPT = """
            SELECT r.day, r.tree_size, r.tree_frontier, r.root_matched, d.replays, d.actions, d.retired_at, d.envelope,
                (SELECT count(*) FROM replay_action a WHERE a.replay_id = r.replay_id AND a.day <> r.day) AS elsewhere,
                r.replay_id, r.audited_listed, r.audited_root,
                r.audited_on < coalesce((SELECT min(taken_at) FROM record_log), 'infinity') AS early
            FROM %s.replay r LEFT JOIN retired_day d USING (day) WHERE r.replay_id = ?""";
    private static final String READ = "SELECT * FROM replay_action WHERE replay_id = ? AND day = ? ORDER BY seq";
    private static final String READ_ALL = "SELECT * FROM replay_action WHERE replay_id = ? ORDER BY seq";
    private static final String COUNTS = "SELECT * FROM action_count WHERE replay_id = ?";
    private static final String AUDITED = """
            SELECT replay_id, coalesce(audited_listed, 0), coalesce(audited_root, '') FROM %s.replay
            WHERE day = ? AND audit IS NOT NULL ORDER BY replay_id COLLATE "C\"""";

    private final Connection connection;
    private final String schema;

    /** @param schema in which the replays are, also while others of the name stand before them */
    ConnectedActions(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    @Override
    public Optional<Kept> kept(String replayId) {
        List<Kept> kept = new ArrayList<>(1);
        Cursor.each(connection, 1, KEPT.formatted(schema), row -> kept.add(kept(row)), replayId);
        return kept.stream().findFirst();
    }

    @Override
    public void each(String replayId, @Nullable LocalDate day, Consumer<StoredAction> action) {
        Cursor.Row to = row -> action.accept(new StoredAction(action(row), row.getBytes("leaf")));
        if (day == null) {
            Cursor.each(connection, FETCH, READ_ALL, to, replayId);
        } else {
            Cursor.each(connection, FETCH, READ, to, replayId, day);
        }
    }

    @Override
    public void counts(String replayId, Consumer<StoredCount> count) {
        Cursor.each(connection, FETCH, COUNTS, row -> count.accept(count(row)), replayId);
    }

    @Override
    public void audited(LocalDate day, Consumer<AuditedReplay> replay) {
        Cursor.each(
                connection,
                FETCH,
                AUDITED.formatted(schema),
                row -> replay.accept(new AuditedReplay(row.getString(1), row.getLong(2), row.getBytes(3))),
                day);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("day", LocalDate.class),
                row.getLong("tree_size"),
                Frontier.tree(row.getLong("tree_size"), row.getBytes("tree_frontier"))
                        .map(tree -> Digest.ofRaw(tree.root())),
                row.getObject("root_matched", Boolean.class),
                row.getLong("elsewhere"),
                note(row),
                early(row));
    }

    private static @Nullable AuditedReplay early(ResultSet row) throws SQLException {
        byte[] root = row.getBytes("audited_root");
        return row.getBoolean("early") && root != null && root.length == Digest.LENGTH
                ? new AuditedReplay(row.getString("replay_id"), row.getLong("audited_listed"), root)
                : null;
    }

    private static @Nullable StoredNote note(ResultSet row) throws SQLException {
        String envelope = row.getString("envelope");
        return envelope == null
                ? null
                : new StoredNote(row.getLong("replays"), row.getLong("actions"), Times.at(row, "retired_at"), envelope);
    }

    private static StoredCount count(ResultSet row) throws SQLException {
        Instant hour = Times.at(row, "hour");
        ActionKind kind = new ActionKind(
                row.getString("replay_id"),
                ActionKind.hour(hour),
                row.getString("role"),
                row.getString("lane"),
                row.getString("stage"),
                row.getString("target"),
                row.getString("to_lane"),
                row.getString("decision"));
        return new StoredCount(
                kind,
                hour,
                row.getObject("day", LocalDate.class),
                row.getLong("actions"),
                row.getLong("first_seq"),
                row.getLong("last_seq"));
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
                .setAt(Times.at(row, "at"))
                .build();
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
