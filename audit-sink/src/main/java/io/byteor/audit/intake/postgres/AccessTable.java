package io.byteor.audit.intake.postgres;

import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Accesses: each stands as it first came, and ends once. */
final class AccessTable {
    private static final String ACCESSED = """
            INSERT INTO access AS a (access_id, issuer, subject, roles, kind, asked, replay_id, bundle_id, environments,
                answered_from, masked, began_at, finished_at, rows, bytes, sha256, outcome, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (access_id) DO UPDATE SET finished_at = excluded.finished_at, rows = excluded.rows,
                bytes = excluded.bytes, sha256 = excluded.sha256, outcome = excluded.outcome, code = excluded.code
            WHERE a.finished_at IS NULL""";

    private AccessTable() {}

    static void accessed(Connection connection, AccessRecorded event) throws SQLException {
        AccessEnding end = event.getEnd();
        Statements.update(
                connection,
                ACCESSED,
                event.getAccessId(),
                event.getReader().getIssuer(),
                event.getReader().getSubject(),
                event.getRoles().toArray(String[]::new),
                event.getKind(),
                event.getAsked(),
                event.getReplayId(),
                event.getBundleId(),
                event.getEnvironments().toArray(String[]::new),
                event.getAnsweredFrom(),
                event.getMasked().toArray(String[]::new),
                event.getBeganAt(),
                end == null ? null : end.getAt(),
                end == null ? null : end.getRows(),
                end == null ? null : end.getBytes(),
                end == null ? null : bytes(end.getSha256()),
                end == null ? null : end.getOutcome(),
                end == null ? null : end.getCode());
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        return bytes;
    }
}
