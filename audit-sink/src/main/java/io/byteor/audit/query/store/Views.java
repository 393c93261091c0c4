package io.byteor.audit.query.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.ApprovalView;
import io.byteor.audit.query.AuditView;
import io.byteor.audit.query.BundleView;
import io.byteor.audit.query.EscalationView;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.verify.Anchor;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows as the API shows them. */
final class Views {
    private static final String DIGEST = "sha256:";

    private Views() {}

    static ReplayView replay(ReplayEntity row) {
        return new ReplayView(
                row.replayId,
                state(row),
                row.outcome,
                row.decision,
                row.bundleId,
                row.rootBundleId,
                row.mode,
                row.environment,
                row.specHash,
                row.requestDigest,
                row.approvalId,
                row.requesterIssuer == null ? null : row.requesterIssuer + "#" + row.requesterSubject,
                row.reason,
                row.ticket,
                row.findings == null ? null : json(row.findings),
                row.agentId,
                row.incidentId,
                row.pipeline,
                List.of(row.approvers),
                row.auditedListed,
                row.treeSize,
                row.requestedAt,
                row.decidedAt,
                row.startedAt,
                row.finishedAt);
    }

    static Optional<AuditView> audit(AuditEntity row) {
        if (row.audit == null || row.auditedRoot == null || row.auditedListed == null || row.auditedOn == null) {
            return Optional.empty();
        }
        JsonNode actions = json(row.audit).path("actions");
        Anchor anchor = new Anchor(
                Digest.parse(actions.path("root").asText()),
                actions.path("listed").asLong());
        return Optional.of(new AuditView(row.audit, anchor, row.auditedOn, row.treeSize));
    }

    static ActionView action(ActionEntity row) {
        return new ActionView(
                row.replayId,
                row.seq,
                row.role,
                row.lane,
                row.stage,
                row.originLane,
                row.originSequence,
                row.ordinal,
                row.target,
                row.toLane,
                row.decision,
                row.reason,
                row.key == null ? null : Base64.getEncoder().encodeToString(row.key),
                digest(row.payloadSha256),
                row.payloadBytes,
                row.at,
                DIGEST + HexFormat.of().formatHex(row.leaf));
    }

    static BundleView bundle(BundleEntity row) {
        return new BundleView(
                row.bundleId,
                row.rootBundleId,
                row.parentBundleId,
                row.incidentId,
                row.title,
                row.agentId,
                row.environment,
                row.pipeline,
                row.version,
                row.specHash,
                row.capturedAt,
                row.storedAt,
                row.deletedAt,
                row.directory,
                row.files,
                row.bytes,
                json(row.lanes));
    }

    static ApprovalView approval(ApprovalEntity row) {
        return new ApprovalView(
                row.approvalId,
                row.revision,
                row.status,
                row.requestDigest,
                row.bundleId,
                row.mode,
                row.environment,
                row.postureDigest,
                row.required,
                row.requesterIssuer + "#" + row.requesterSubject,
                row.reason,
                row.ticket,
                json(row.votes),
                json(row.refusedVotes),
                row.revocation == null ? null : json(row.revocation),
                row.reservedBy,
                row.requestedAt,
                row.expiresAt,
                row.changedAt);
    }

    static EscalationView escalation(EscalationEntity row) {
        return new EscalationView(
                row.escalationId,
                row.revision,
                row.cause,
                row.subject,
                row.environment,
                row.evidence,
                row.replayId,
                row.status,
                row.acknowledgement == null ? null : json(row.acknowledgement),
                row.resolution == null ? null : json(row.resolution),
                row.raisedAt,
                row.changedAt);
    }

    private static String state(ReplayEntity row) {
        if (row.outcome != null) {
            return row.outcome;
        }
        if (row.treeSize > 0) {
            return "running";
        }
        return row.decision == null ? "requested" : row.decision;
    }

    private static @Nullable String digest(byte @Nullable [] raw) {
        return raw == null ? null : DIGEST + HexFormat.of().formatHex(raw);
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "stored JSON");
    }
}
