package io.byteor.audit.export.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows of tables as those of an export: its subject's columns, in their order. */
final class Rows {
    /** Said of whatever is stored there, which need not be what was put there. */
    private static final String DIGEST = "sha256:";

    private Rows() {}

    static @Nullable Object[] action(ResultSet row) throws SQLException {
        return new @Nullable Object[] {
            row.getString("replay_id"),
            row.getLong("seq"),
            row.getString("role"),
            row.getString("lane"),
            row.getString("stage"),
            row.getString("origin_lane"),
            row.getLong("origin_sequence"),
            row.getLong("ordinal"),
            row.getString("target"),
            row.getString("to_lane"),
            row.getString("decision"),
            row.getString("reason"),
            base64(row.getBytes("key")),
            digest(row.getBytes("payload_sha256")),
            row.getLong("payload_bytes"),
            time(row, "at"),
            digest(row.getBytes("leaf"))
        };
    }

    static @Nullable Object[] replay(ResultSet row) throws SQLException {
        String issuer = row.getString("requester_issuer");
        return new @Nullable Object[] {
            row.getString("replay_id"),
            row.getString("outcome"),
            row.getString("decision"),
            row.getString("bundle_id"),
            row.getString("root_bundle_id"),
            row.getString("mode"),
            row.getString("environment"),
            row.getString("spec_hash"),
            row.getString("request_digest"),
            row.getString("approval_id"),
            issuer == null ? null : issuer + "#" + row.getString("requester_subject"),
            row.getString("reason"),
            row.getString("ticket"),
            row.getString("findings"),
            row.getString("agent_id"),
            row.getString("incident_id"),
            row.getString("pipeline"),
            row.getString("approvers_json"),
            row.getObject("audited_listed", Long.class),
            row.getLong("tree_size"),
            time(row, "requested_at"),
            time(row, "decided_at"),
            time(row, "started_at"),
            time(row, "finished_at")
        };
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String digest(byte @Nullable [] raw) {
        return raw == null ? null : DIGEST + HexFormat.of().formatHex(raw);
    }
}
