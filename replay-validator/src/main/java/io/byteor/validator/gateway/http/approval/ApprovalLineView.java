package io.byteor.validator.gateway.http.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Vote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval as it stands. People are written issuer, {@code #}, subject.
 *
 * @param status requested, approved, reserved, started, rejected, revoked or expired
 * @param required how many distinct people must approve
 * @param reservedBy the replay that holds it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalLineView(
        String approvalId,
        long revision,
        String status,
        String requestDigest,
        String bundleId,
        String mode,
        String environment,
        String requester,
        String reason,
        @Nullable String ticket,
        int required,
        List<VoteView> votes,
        int refusedVotes,
        @Nullable String reservedBy,
        String requestedAt,
        String expiresAt) {
    /**
     * One vote that counts.
     *
     * @param vote approve or reject
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VoteView(
            String voter,
            String vote,
            String reason,
            @Nullable String ticket,
            String at) {
        static VoteView of(Vote vote) {
            return new VoteView(
                    AuditEvents.text(vote.getVoter()),
                    vote.getApprove() ? "approve" : "reject",
                    vote.getReason(),
                    vote.getTicket(),
                    vote.getAt().toString());
        }
    }

    static ApprovalLineView of(ApprovalState state) {
        ReplayRequested request = state.getRequest();
        return new ApprovalLineView(
                state.getApprovalId(),
                state.getRevision(),
                state.getStatus(),
                state.getRequestDigest(),
                request.getBundleId(),
                AuditEvents.text(request.getMode()),
                state.getEnvironment(),
                AuditEvents.text(request.getRequester()),
                request.getReason(),
                request.getTicket(),
                state.getRequired(),
                state.getVotes().stream().map(VoteView::of).toList(),
                state.getRefusedVotes().size(),
                state.getReservedBy(),
                state.getRequestedAt().toString(),
                state.getExpiresAt().toString());
    }
}
