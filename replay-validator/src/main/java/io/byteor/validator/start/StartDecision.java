package io.byteor.validator.start;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.StartRequested;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.approval.ApprovalStatus;
import io.byteor.validator.environment.ModePosture;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.rule.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a request to begin, with what becomes of the approval. A pure function of what stands at that moment. */
public sealed interface StartDecision {
    /** The approval after the answer; null where none is involved or nothing about it changes. */
    @Nullable
    ApprovalState approval();

    /** Effects may begin. */
    record Granted(@Nullable ApprovalState approval) implements StartDecision {}

    /** The replay ends as refused. */
    record Refused(List<Finding> findings, @Nullable ApprovalState approval) implements StartDecision {}

    /**
     * Decides.
     *
     * @param accepted the acceptance of the replay; empty where this writer accepted none of that id
     * @param approval the approval of the start key as it stands; empty where there is none
     * @param environment the environment as it stands now
     */
    static StartDecision of(
            StartRequested asked,
            Optional<ReplayAccepted> accepted,
            Optional<ApprovalState> approval,
            Optional<RegisteredEnvironment> environment,
            Instant now) {
        if (accepted.isEmpty()) {
            return new Refused(
                    List.of(Findings.failed(
                            ErrorCode.REPLAY_NOT_FOUND, "no replay " + asked.getReplayId() + " was accepted here", "")),
                    null);
        }
        return of(asked, accepted.get(), approval.orElse(null), environment, now);
    }

    private static StartDecision of(
            StartRequested asked,
            ReplayAccepted accepted,
            @Nullable ApprovalState approval,
            Optional<RegisteredEnvironment> environment,
            Instant now) {
        List<Finding> findings = new ArrayList<>();
        boolean stale = !now.isBefore(accepted.getValidUntil());
        findings.add(
                stale
                        ? Findings.failed(
                                ErrorCode.ACCEPTANCE_EXPIRED,
                                "it had to begin before " + accepted.getValidUntil(),
                                "Ask for the replay again.")
                        : Findings.passed(ErrorCode.ACCEPTANCE_EXPIRED, "valid until " + accepted.getValidUntil()));
        findings.add(posture(accepted, environment));
        environment
                .flatMap(it ->
                        it.environment().posture().freeze(accepted.getRequest().getMode(), now))
                .map(freeze -> Findings.failed(
                        ErrorCode.ENVIRONMENT_FROZEN,
                        "frozen by now, " + freeze.window(),
                        "Ask for the replay again when the freeze is over."))
                .ifPresent(findings::add);
        if (accepted.getRequest().getApprovalId() != null) {
            findings.addAll(approval(asked, approval));
        }
        boolean holds = approval != null
                && ApprovalStatus.of(approval) == ApprovalStatus.RESERVED
                && asked.getReplayId().equals(approval.getReservedBy());
        if (!Findings.anyFailed(findings)) {
            return new Granted(approval != null && holds ? Approval.started(approval, now) : null);
        }
        return new Refused(findings, approval != null && holds && stale ? Approval.released(approval, now) : null);
    }

    private static Finding posture(ReplayAccepted accepted, Optional<RegisteredEnvironment> standing) {
        if (standing.isEmpty()) {
            return Findings.failed(
                    ErrorCode.ENVIRONMENT_UNRESOLVED,
                    "environment not registered: " + accepted.getEnvironment().getName(),
                    "");
        }
        RegisteredEnvironment environment = standing.get();
        ModePosture posture =
                environment.environment().posture().of(accepted.getRequest().getMode());
        int approvers = accepted.getApproval().getApprovers().size();
        String evidence = environment.name() + " at revision " + environment.revision();
        if (!posture.allowed()) {
            return Findings.failed(ErrorCode.POSTURE_FORBIDS_MODE, "forbidden by now in " + evidence, "");
        }
        if (posture.approvals() > approvers) {
            return Findings.failed(
                    ErrorCode.POSTURE_FORBIDS_MODE,
                    evidence + " asks for " + posture.approvals() + " approvals by now, and has " + approvers,
                    "Request another approval.");
        }
        return Findings.passed(ErrorCode.POSTURE_FORBIDS_MODE, "permitted in " + evidence);
    }

    private static List<Finding> approval(StartRequested asked, @Nullable ApprovalState approval) {
        if (approval == null) {
            return List.of(Findings.failed(ErrorCode.APPROVAL_MISSING, "the approval is gone", ""));
        }
        boolean revoked = ApprovalStatus.of(approval) == ApprovalStatus.REVOKED;
        boolean held = asked.getReplayId().equals(approval.getReservedBy());
        String evidence = "the approval is " + approval.getStatus();
        return List.of(
                revoked
                        ? Findings.failed(ErrorCode.APPROVAL_REVOKED, evidence, "Request another approval.")
                        : Findings.passed(ErrorCode.APPROVAL_REVOKED, evidence),
                held
                        ? Findings.passed(ErrorCode.APPROVAL_CONSUMED, "this replay holds it")
                        : Findings.failed(
                                ErrorCode.APPROVAL_CONSUMED,
                                "this replay does not hold it",
                                "Request another approval."));
    }
}
