package io.byteor.validator.approval;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Vote;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.rule.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the approval rules say of one request.
 *
 * @param findings one per rule that could be asked
 * @param summary what the audit says of the approval
 */
public record ApprovalCheck(List<Finding> findings, ApprovalSummary summary) {
    private static final String ASK = "Request an approval for this very request, and name it.";

    public ApprovalCheck {
        findings = List.copyOf(findings);
    }

    /** A request that names no approval: right where none is required. */
    public static ApprovalCheck unnamed(int required) {
        return required == 0
                ? new ApprovalCheck(
                        List.of(Findings.passed(ErrorCode.APPROVAL_MISSING, "no approval is required")),
                        summary("not_required", null, List.of()))
                : missing(required + " must approve, and no approval is named", null);
    }

    /**
     * The check of a request whose other findings stand.
     *
     * @param standing the approval that it names, as the clock leaves it; empty where it names none or there is none
     */
    public static ApprovalCheck of(ReplayAdmitted admitted, Optional<ApprovalState> standing) {
        ReplayRequested request = admitted.getRequest();
        return request.getApprovalId() == null
                ? unnamed(admitted.getApprovalsRequired())
                : named(request, admitted.getRequestDigest(), admitted.getApprovalsRequired(), standing);
    }

    /**
     * A request that names an approval. To a requester without a claim to all that the approval is about there is none, so that a
     * request for something else does not tell how it stands.
     *
     * @param standing the approval as the clock leaves it; empty where there is none
     * @param requestDigest null where it could not be derived
     */
    public static ApprovalCheck named(
            ReplayRequested request, @Nullable String requestDigest, int required, Optional<ApprovalState> standing) {
        String approvalId = request.getApprovalId();
        return standing.filter(state -> Approval.claims(request.getEnvironments(), state))
                .map(state -> named(request, requestDigest, required, state))
                .orElseGet(() -> missing("there is no approval " + approvalId, approvalId));
    }

    private static ApprovalCheck named(
            ReplayRequested request, @Nullable String requestDigest, int required, ApprovalState state) {
        ApprovalStatus status = ApprovalStatus.of(state);
        List<Finding> findings = new ArrayList<>();
        findings.add(Findings.passed(ErrorCode.APPROVAL_MISSING, "approval " + state.getApprovalId()));
        findings.add(pending(state, status, required));
        findings.add(rule(
                status != ApprovalStatus.REJECTED, ErrorCode.APPROVAL_REJECTED, state, "Request another approval."));
        findings.add(
                rule(status != ApprovalStatus.REVOKED, ErrorCode.APPROVAL_REVOKED, state, "Request another approval."));
        findings.add(rule(
                status != ApprovalStatus.EXPIRED,
                ErrorCode.APPROVAL_EXPIRED,
                "it stands until " + state.getExpiresAt(),
                "Request another approval."));
        findings.add(rule(
                status != ApprovalStatus.RESERVED && status != ApprovalStatus.STARTED,
                ErrorCode.APPROVAL_CONSUMED,
                state.getReservedBy() == null ? "no replay holds it" : "replay " + state.getReservedBy() + " holds it",
                "An approval serves one replay; request another."));
        findings.add(rule(
                state.getRequestDigest().equals(requestDigest),
                ErrorCode.APPROVAL_SCOPE,
                "given over " + state.getRequestDigest() + ", asked for "
                        + (requestDigest == null ? "what could not be resolved" : requestDigest),
                ASK));
        findings.add(rule(
                !isSelf(request.getRequester(), state),
                ErrorCode.APPROVAL_SELF,
                "approved by " + approvers(state).size() + " of " + state.getRequired(),
                "Have the replay requested by somebody who did not approve it."));
        return new ApprovalCheck(findings, summary(word(status), state.getApprovalId(), approvers(state)));
    }

    private static Finding pending(ApprovalState state, ApprovalStatus status, int required) {
        int given = approvers(state).size();
        boolean enough = status != ApprovalStatus.REQUESTED && given >= required;
        boolean settledOtherwise = status == ApprovalStatus.REJECTED
                || status == ApprovalStatus.REVOKED
                || status == ApprovalStatus.EXPIRED;
        return rule(
                enough || settledOtherwise,
                ErrorCode.APPROVAL_PENDING,
                given + " of " + Math.max(required, state.getRequired()) + " approved",
                "Wait for the votes, then ask again.");
    }

    private static boolean isSelf(Person requester, ApprovalState state) {
        return approvers(state).stream().anyMatch(approver -> Approval.same(approver, requester));
    }

    private static List<Person> approvers(ApprovalState state) {
        return state.getVotes().stream()
                .filter(Vote::getApprove)
                .map(Vote::getVoter)
                .toList();
    }

    private static String word(ApprovalStatus status) {
        return switch (status) {
            case REQUESTED -> "pending";
            case APPROVED -> "approved";
            case RESERVED, STARTED -> "consumed";
            case REJECTED, REVOKED, EXPIRED -> status.text();
        };
    }

    private static ApprovalCheck missing(String evidence, @Nullable String approvalId) {
        return new ApprovalCheck(
                List.of(Findings.failed(ErrorCode.APPROVAL_MISSING, evidence, ASK)),
                summary("missing", approvalId, List.of()));
    }

    private static Finding rule(boolean holds, ErrorCode code, ApprovalState state, String remedy) {
        return rule(holds, code, "it is " + state.getStatus(), remedy);
    }

    private static Finding rule(boolean holds, ErrorCode code, String evidence, String remedy) {
        return holds ? Findings.passed(code, evidence) : Findings.failed(code, evidence, remedy);
    }

    private static ApprovalSummary summary(String status, @Nullable String approvalId, List<Person> approvers) {
        return ApprovalSummary.newBuilder()
                .setStatus(status)
                .setApprovalId(approvalId)
                .setApprovers(approvers)
                .build();
    }
}
