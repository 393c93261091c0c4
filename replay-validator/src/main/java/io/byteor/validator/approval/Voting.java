package io.byteor.validator.approval;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.RefusedVote;
import io.byteor.schemas.event.Vote;
import io.byteor.schemas.governance.ApprovalStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Votes on an approval: whose count, and what is recorded of those that do not. Answers and refuses as the other moves do, see
 * {@link Approval}.
 */
public final class Voting {
    private static final String APPROVER = "approver";
    /** The claim that names whoever votes. */
    private static final String VOTER = "sub";

    private static final int MOST_REFUSALS = 100;

    private Voting() {}

    /** Counts a vote: one rejection settles it, enough distinct approvals grant it. */
    public static ApprovalState counted(ApprovalState standing, ApprovalVoted vote, Instant now) {
        ApprovalState state = Approval.at(standing, now);
        requireEligible(state, vote);
        requireOpen(state);
        if (state.getVotes().stream().anyMatch(cast -> Approval.same(cast.getVoter(), vote.getVoter()))) {
            throw new ByteorException(
                    ErrorCode.VOTE_DUPLICATE,
                    "one vote a person",
                    VOTER,
                    vote.getVoter().getSubject());
        }
        List<Vote> votes = new ArrayList<>(state.getVotes());
        votes.add(Vote.newBuilder()
                .setVoter(vote.getVoter())
                .setApprove(vote.getApprove())
                .setReason(vote.getReason())
                .setTicket(vote.getTicket())
                .setAt(now)
                .build());
        ApprovalStatus next = !vote.getApprove()
                ? ApprovalStatus.REJECTED
                : votes.size() >= state.getRequired() ? ApprovalStatus.APPROVED : ApprovalStatus.REQUESTED;
        return Approval.moved(state, next, now).setVotes(votes).build();
    }

    /**
     * Holds a vote to what it is about.
     *
     * @param requestDigest of the approval's request as registry and bundle stand now; null where it cannot be derived
     * @throws ByteorException APPROVAL_SCOPE where that is no longer what the approval was asked for
     */
    public static void requireScope(ApprovalState state, @Nullable String requestDigest) {
        if (!state.getRequestDigest().equals(requestDigest)) {
            throw new ByteorException(
                    ErrorCode.APPROVAL_SCOPE,
                    "what the request touches has changed since the approval was asked for",
                    "requestDigest",
                    requestDigest);
        }
    }

    /**
     * Records that a vote was refused: one entry for a person and a code, which counts further ones, and a bounded number of
     * entries, so that nobody makes the state grow or pushes another's entry out.
     */
    public static ApprovalState refused(ApprovalState state, ApprovalVoted vote, ErrorCode code, Instant now) {
        List<RefusedVote> refusals = new ArrayList<>(state.getRefusedVotes());
        int known = 0;
        while (known < refusals.size() && !isSame(refusals.get(known), vote, code)) {
            known++;
        }
        if (known < refusals.size()) {
            RefusedVote before = refusals.get(known);
            refusals.set(
                    known,
                    RefusedVote.newBuilder(before)
                            .setCount(before.getCount() + 1)
                            .setLastAt(now)
                            .build());
        } else if (known < MOST_REFUSALS) {
            refusals.add(RefusedVote.newBuilder()
                    .setVoter(vote.getVoter())
                    .setApprove(vote.getApprove())
                    .setCode(code.name())
                    .setReason(vote.getReason())
                    .setFirstAt(now)
                    .setLastAt(now)
                    .build());
        } else {
            return state;
        }
        return Approval.moved(state, ApprovalStatus.of(state), now)
                .setRefusedVotes(refusals)
                .build();
    }

    private static boolean isSame(RefusedVote refusal, ApprovalVoted vote, ErrorCode code) {
        return refusal.getCode().equals(code.name()) && Approval.same(refusal.getVoter(), vote.getVoter());
    }

    private static void requireEligible(ApprovalState state, ApprovalVoted vote) {
        String voter = vote.getVoter().getSubject();
        if (vote.getVoter().getService()) {
            throw new ByteorException(ErrorCode.VOTER_INELIGIBLE, "a service account cannot vote", VOTER, voter);
        }
        if (!vote.getRoles().contains(APPROVER)) {
            throw new ByteorException(ErrorCode.VOTER_INELIGIBLE, "voting needs the role approver", VOTER, voter);
        }
        if (!Approval.claims(vote.getEnvironments(), state)) {
            throw new ByteorException(
                    ErrorCode.VOTER_INELIGIBLE, "voting needs a claim to " + Approval.places(state), VOTER, voter);
        }
        if (Approval.same(vote.getVoter(), state.getRequest().getRequester())) {
            throw new ByteorException(ErrorCode.APPROVAL_SELF, "another person than the requester votes", VOTER, voter);
        }
    }

    private static void requireOpen(ApprovalState state) {
        switch (ApprovalStatus.of(state)) {
            case REQUESTED -> {}
            case EXPIRED ->
                throw new ByteorException(
                        ErrorCode.APPROVAL_EXPIRED, "its time ran out", "expiresAt", state.getExpiresAt());
            case APPROVED, RESERVED, STARTED, REJECTED, REVOKED -> throw Approval.settled(state);
        }
    }
}
