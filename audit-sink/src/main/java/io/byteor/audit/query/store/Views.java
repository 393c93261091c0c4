package io.byteor.audit.query.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.audit.query.ApprovalView;
import io.byteor.audit.query.AuditView;
import io.byteor.audit.query.BundleView;
import io.byteor.audit.query.EscalationView;
import io.byteor.audit.verify.Anchor;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Rows as the API shows them. */
final class Views {
    private Views() {}

    static Optional<AuditView> audit(AuditEntity row) {
        if (row.audit == null || row.auditedRoot == null || row.auditedListed == null || row.auditedOn == null) {
            return Optional.empty();
        }
        JsonNode actions = CanonicalJson.parse(row.audit.getBytes(StandardCharsets.UTF_8), "stored JSON")
                .path("actions");
        Anchor anchor = new Anchor(
                Digest.parse(actions.path("root").asText()),
                actions.path("listed").asLong());
        return Optional.of(new AuditView(row.audit, anchor, row.auditedOn, row.treeSize));
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
                Objects.requireNonNull(Cells.json(row.lanes)));
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
                Objects.requireNonNull(Cells.json(row.votes)),
                Objects.requireNonNull(Cells.json(row.refusedVotes)),
                Cells.json(row.revocation),
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
                Cells.json(row.acknowledgement),
                Cells.json(row.resolution),
                row.raisedAt,
                row.changedAt);
    }
}
