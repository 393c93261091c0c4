package io.byteor.validator.start;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.rule.Findings;
import io.byteor.validator.rule.QuarantineRule;
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
     * @param facts what stands now
     */
    static StartDecision of(
            StartRequested asked,
            Optional<ReplayAccepted> accepted,
            Optional<ApprovalState> approval,
            FactSource facts,
            Instant now) {
        if (accepted.isEmpty()) {
            return new Refused(
                    List.of(Findings.failed(
                            ErrorCode.REPLAY_NOT_FOUND, "no replay " + asked.getReplayId() + " was accepted here", "")),
                    null);
        }
        return of(asked, accepted.get(), approval.orElse(null), Standing.of(facts, accepted.get()), now);
    }

    private static StartDecision of(
            StartRequested asked,
            ReplayAccepted accepted,
            @Nullable ApprovalState approval,
            Standing standing,
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
        findings.add(QuarantineRule.free(
                accepted.getBundle().getAgentId(), standing.quarantine().orElse(null)));
        findings.addAll(Postures.findings(accepted, standing, now));
        if (accepted.getRequest().getApprovalId() != null) {
            findings.addAll(approval(asked, approval, standing));
        }
        boolean holds = approval != null
                && ApprovalStatus.of(approval) == ApprovalStatus.RESERVED
                && asked.getReplayId().equals(approval.getReservedBy());
        if (!Findings.anyFailed(findings)) {
            return new Granted(approval != null && holds ? Approval.started(approval, now) : null);
        }
        return new Refused(findings, approval != null && holds && stale ? Approval.released(approval, now) : null);
    }

    private static List<Finding> approval(StartRequested asked, @Nullable ApprovalState approval, Standing standing) {
        if (approval == null) {
            return List.of(Findings.failed(ErrorCode.APPROVAL_MISSING, "the approval is gone", ""));
        }
        ApprovalStatus status = ApprovalStatus.of(approval);
        boolean revoked = status == ApprovalStatus.REVOKED;
        boolean held = (revoked || status == ApprovalStatus.RESERVED)
                && asked.getReplayId().equals(approval.getReservedBy());
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
                                "Request another approval."),
                scope(approval, standing));
    }

    /** Voters were held to the environments that the approval was asked for; the bundle's agent may stand in another by now. */
    private static Finding scope(ApprovalState approval, Standing standing) {
        String evidence = "given for " + Approval.places(approval);
        List<String> outside = standing.governing().stream()
                .map(RegisteredEnvironment::name)
                .filter(name -> !Approval.isAbout(approval, name))
                .toList();
        return outside.isEmpty()
                ? Findings.passed(ErrorCode.APPROVAL_SCOPE, evidence)
                : Findings.failed(
                        ErrorCode.APPROVAL_SCOPE,
                        evidence + ", and by now the replay answers to " + outside + " too",
                        "Request another approval.");
    }
}
