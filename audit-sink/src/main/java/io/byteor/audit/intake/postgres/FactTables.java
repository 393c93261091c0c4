package io.byteor.audit.intake.postgres;

import static io.byteor.schemas.audit.AuditEvents.text;

import io.byteor.audit.intake.Entry;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything but actions. A fact about a replay or a bundle stands as it first came, beside when
 * the bundle was deleted; an approval and an escalation stand as their latest revisions. */
final class FactTables {
    private static final String DECIDED = """
            UPDATE replay SET decision = ?, bundle_id = ?, root_bundle_id = ?, mode = ?, environment = ?, spec_hash = ?,
                request_digest = ?, approval_id = ?, requester_issuer = ?, requester_subject = ?, reason = ?, ticket = ?,
                findings = ?, requested_at = ?, decided_at = ?, agent_id = ?, incident_id = ?, pipeline = ?, approvers = ?
            WHERE replay_id = ? AND decision IS NULL""";
    private static final String AUDITED = """
            UPDATE replay SET outcome = ?, audit = ?, audited_root = ?, audited_listed = ?, audited_on = ?, finished_at = ?,
                started_at = ?, bundle_id = coalesce(bundle_id, ?), root_bundle_id = coalesce(root_bundle_id, ?),
                mode = coalesce(mode, ?), environment = coalesce(environment, ?), spec_hash = coalesce(spec_hash, ?),
                requester_issuer = coalesce(requester_issuer, ?), requester_subject = coalesce(requester_subject, ?),
                requested_at = coalesce(requested_at, ?)
            WHERE replay_id = ? AND audit IS NULL""";
    private static final String CAPTURED = """
            INSERT INTO bundle (bundle_id, root_bundle_id, parent_bundle_id, incident_id, title, agent_id, environment, pipeline,
                version, spec_hash, captured_at, stored_at, directory, files, bytes, lanes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (bundle_id) DO UPDATE SET deleted_at = NULL WHERE bundle.deleted_at < excluded.stored_at""";
    private static final String DELETED = "UPDATE bundle SET deleted_at = ? WHERE bundle_id = ? AND stored_at <= ?";
    private static final String APPROVAL = """
            INSERT INTO approval AS a (approval_id, revision, status, request_digest, bundle_id, mode, environment,
                posture_digest, required, requester_issuer, requester_subject, votes, reserved_by, requested_at, expires_at,
                changed_at, reason, ticket, refused_votes, revocation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (approval_id) DO UPDATE SET revision = excluded.revision, status = excluded.status,
                votes = excluded.votes, reserved_by = excluded.reserved_by, expires_at = excluded.expires_at,
                changed_at = excluded.changed_at, reason = excluded.reason, ticket = excluded.ticket,
                refused_votes = excluded.refused_votes, revocation = excluded.revocation
            WHERE a.revision < excluded.revision""";

    private static final String ESCALATION = """
            INSERT INTO escalation AS e (escalation_id, revision, cause, subject, environment, evidence, replay_id, status,
                acknowledgement, resolution, raised_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (escalation_id) DO UPDATE SET revision = excluded.revision, status = excluded.status,
                acknowledgement = excluded.acknowledgement, resolution = excluded.resolution,
                changed_at = excluded.changed_at
            WHERE e.revision < excluded.revision""";

    private FactTables() {}

    static void accepted(Connection connection, ReplayAccepted event) throws SQLException {
        decided(
                connection,
                "accepted",
                event.getRequest(),
                event.getBundle(),
                event.getEnvironment(),
                event.getPipeline(),
                event.getApproval(),
                event.getRequestDigest(),
                FactJson.findings(event.getFindings()),
                event.getAcceptedAt());
    }

    static void rejected(Connection connection, ReplayRejected event) throws SQLException {
        decided(
                connection,
                "rejected",
                event.getRequest(),
                event.getBundle(),
                event.getEnvironment(),
                event.getPipeline(),
                event.getApproval(),
                event.getRequestDigest(),
                FactJson.findings(event.getFindings()),
                event.getRejectedAt());
    }

    private static void decided(
            Connection connection,
            String decision,
            ReplayRequested request,
            @Nullable BundleCaptured bundle,
            @Nullable EnvironmentSnapshot environment,
            @Nullable ResolvedPipeline pipeline,
            ApprovalSummary approval,
            @Nullable String requestDigest,
            String findings,
            Instant at)
            throws SQLException {
        Person requester = request.getRequester();
        Statements.update(
                connection,
                DECIDED,
                decision,
                request.getBundleId(),
                bundle == null ? request.getBundleId() : bundle.getRootBundleId(),
                text(request.getMode()),
                environment == null ? request.getEnvironment() : environment.getName(),
                pipeline == null ? null : pipeline.getSpecHash(),
                requestDigest,
                request.getApprovalId(),
                requester.getIssuer(),
                requester.getSubject(),
                request.getReason(),
                request.getTicket(),
                findings,
                request.getRequestedAt(),
                at,
                bundle == null ? null : bundle.getAgentId(),
                bundle == null ? null : bundle.getIncidentId(),
                bundle == null ? null : bundle.getPipeline(),
                approval.getApprovers().stream().map(AuditEvents::text).toArray(String[]::new),
                request.getReplayId());
    }

    /** @param now when it arrived here */
    static boolean audited(Connection connection, Entry.Audited audited, byte[] root, Instant now) throws SQLException {
        ReplayAudited event = audited.event();
        return Statements.update(
                        connection,
                        AUDITED,
                        event.getOutcome(),
                        event.getAudit(),
                        root,
                        event.getListed(),
                        now,
                        event.getFinishedAt(),
                        audited.startedAt(),
                        event.getBundleId(),
                        event.getRootBundleId(),
                        text(event.getMode()),
                        event.getEnvironment(),
                        event.getSpecHash(),
                        event.getRequester().getIssuer(),
                        event.getRequester().getSubject(),
                        event.getRequestedAt(),
                        event.getReplayId())
                > 0;
    }

    static void captured(Connection connection, BundleCaptured event) throws SQLException {
        Statements.update(
                connection,
                CAPTURED,
                event.getBundleId(),
                event.getRootBundleId(),
                event.getParentBundleId(),
                event.getIncidentId(),
                event.getTitle(),
                event.getAgentId(),
                event.getEnvironment(),
                event.getPipeline(),
                event.getVersion(),
                event.getSpecHash(),
                event.getCapturedAt(),
                event.getStoredAt(),
                event.getDirectory(),
                event.getFiles(),
                event.getBytes(),
                FactJson.lanes(event.getLanes()));
    }

    static void deleted(Connection connection, BundleDeleted event) throws SQLException {
        Statements.update(connection, DELETED, event.getDeletedAt(), event.getBundleId(), event.getDeletedAt());
    }

    static void approval(Connection connection, ApprovalState event) throws SQLException {
        ReplayRequested request = event.getRequest();
        Statements.update(
                connection,
                APPROVAL,
                event.getApprovalId(),
                event.getRevision(),
                event.getStatus(),
                event.getRequestDigest(),
                request.getBundleId(),
                text(request.getMode()),
                event.getEnvironment(),
                event.getPostureDigest(),
                event.getRequired(),
                request.getRequester().getIssuer(),
                request.getRequester().getSubject(),
                FactJson.votes(event.getVotes()),
                event.getReservedBy(),
                event.getRequestedAt(),
                event.getExpiresAt(),
                event.getChangedAt(),
                request.getReason(),
                request.getTicket(),
                FactJson.refusedVotes(event.getRefusedVotes()),
                FactJson.revocation(event.getRevocation()));
    }

    static void escalation(Connection connection, EscalationState event) throws SQLException {
        Statements.update(
                connection,
                ESCALATION,
                event.getEscalationId(),
                event.getRevision(),
                event.getCause(),
                event.getSubject(),
                event.getEnvironment(),
                event.getEvidence(),
                event.getReplayId(),
                event.getStatus(),
                FactJson.note(event.getAcknowledgement()),
                FactJson.note(event.getResolution()),
                event.getRaisedAt(),
                event.getChangedAt());
    }
}
