package io.byteor.validator.approval;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.Revocation;
import io.byteor.schemas.governance.ApprovalStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moves of an approval but {@link Voting votes}. Each takes the state and answers the next one, one revision on, or refuses with a
 * {@link ByteorException} and changes nothing. The caller keeps the order: one writer per approval.
 */
public final class Approval {
    private static final String ANY = "*";

    private Approval() {}

    /**
     * What an approval is asked for.
     *
     * @param source the source agent's environment where the request runs in another; null where it is the same
     * @param approvals what the posture asks for; an approval takes at least one vote all the same
     */
    public record Scope(
            String requestDigest,
            String environment,
            @Nullable String source,
            String postureDigest,
            int approvals,
            Duration lifetime) {}

    /** A new approval that waits for votes. */
    public static ApprovalState requested(ApprovalRequested command, Scope scope, Instant now) {
        return ApprovalState.newBuilder()
                .setApprovalId(command.getApprovalId())
                .setRevision(1)
                .setStatus(ApprovalStatus.REQUESTED.text())
                .setRequestDigest(scope.requestDigest())
                .setRequest(command.getRequest())
                .setEnvironment(scope.environment())
                .setSource(scope.source())
                .setPostureDigest(scope.postureDigest())
                .setRequired(Math.max(1, scope.approvals()))
                .setVotes(List.of())
                .setReservedBy(null)
                .setRequestedAt(now)
                .setExpiresAt(now.plus(scope.lifetime()))
                .setChangedAt(now)
                .build();
    }

    /** The state as the clock leaves it: expired where its time ran out before it was reserved. */
    public static ApprovalState at(ApprovalState state, Instant now) {
        return ApprovalStatus.of(state).expires() && !now.isBefore(state.getExpiresAt())
                ? moved(state, ApprovalStatus.EXPIRED, now).build()
                : state;
    }

    /** Takes it back, at any time before the start. */
    public static ApprovalState revoked(ApprovalState standing, ApprovalRevoked command, Instant now) {
        ApprovalState state = at(standing, now);
        if (!claims(command.getEnvironments(), state)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "revoking needs a claim to the environment", "environment", places(state));
        }
        return switch (ApprovalStatus.of(state)) {
            case REQUESTED, APPROVED, RESERVED ->
                moved(state, ApprovalStatus.REVOKED, now)
                        .setRevocation(Revocation.newBuilder()
                                .setBy(command.getBy())
                                .setReason(command.getReason())
                                .setTicket(command.getTicket())
                                .setAt(now)
                                .build())
                        .build();
            case STARTED ->
                throw new ByteorException(
                        ErrorCode.APPROVAL_STARTED, "the replay has begun", "replayId", state.getReservedBy());
            case REJECTED, REVOKED, EXPIRED -> throw settled(state);
        };
    }

    /** Gives an approved approval to one replay. The caller has found that it may. */
    public static ApprovalState reserved(ApprovalState state, String replayId, Instant now) {
        require(state, ApprovalStatus.APPROVED);
        return moved(state, ApprovalStatus.RESERVED, now)
                .setReservedBy(replayId)
                .build();
    }

    /** The replay that holds the approval begins. */
    public static ApprovalState started(ApprovalState state, Instant now) {
        require(state, ApprovalStatus.RESERVED);
        return moved(state, ApprovalStatus.STARTED, now).build();
    }

    /** The replay that held the approval came too late to begin; another may reserve it. */
    public static ApprovalState released(ApprovalState state, Instant now) {
        require(state, ApprovalStatus.RESERVED);
        return at(moved(state, ApprovalStatus.APPROVED, now).setReservedBy(null).build(), now);
    }

    /** Whether two accounts are one person: issuer and subject say who somebody is. */
    public static boolean same(Person one, Person other) {
        return one.getIssuer().equals(other.getIssuer()) && one.getSubject().equals(other.getSubject());
    }

    /** What refuses a move of an approval that takes none any more. */
    static ByteorException settled(ApprovalState state) {
        return new ByteorException(ErrorCode.APPROVAL_SETTLED, "the approval is settled", "status", state.getStatus());
    }

    /** Whether the names of a claim cover all that the approval is about. */
    static boolean claims(List<String> environments, ApprovalState state) {
        String source = state.getSource();
        return environments.contains(ANY)
                || (environments.contains(state.getEnvironment()) && (source == null || environments.contains(source)));
    }

    /** Whether it was asked for with this environment, be it as the place to run in or as that of the records. */
    public static boolean isAbout(ApprovalState state, String environment) {
        return environment.equals(state.getEnvironment()) || environment.equals(state.getSource());
    }

    /** The environments that it is about, for people. */
    public static String places(ApprovalState state) {
        return state.getSource() == null
                ? state.getEnvironment()
                : state.getEnvironment() + " and " + state.getSource();
    }

    private static void require(ApprovalState state, ApprovalStatus status) {
        if (ApprovalStatus.of(state) != status) {
            throw new IllegalStateException(
                    "approval " + state.getApprovalId() + " is " + state.getStatus() + ", not " + status.text());
        }
    }

    /** The next revision, which says what the one before says, but its status. */
    static ApprovalState.Builder moved(ApprovalState state, ApprovalStatus next, Instant now) {
        return ApprovalState.newBuilder()
                .setApprovalId(state.getApprovalId())
                .setRevision(state.getRevision() + 1)
                .setStatus(next.text())
                .setRequestDigest(state.getRequestDigest())
                .setRequest(state.getRequest())
                .setEnvironment(state.getEnvironment())
                .setSource(state.getSource())
                .setPostureDigest(state.getPostureDigest())
                .setRequired(state.getRequired())
                .setVotes(state.getVotes())
                .setRefusedVotes(state.getRefusedVotes())
                .setRevocation(state.getRevocation())
                .setReservedBy(state.getReservedBy())
                .setRequestedAt(state.getRequestedAt())
                .setExpiresAt(state.getExpiresAt())
                .setChangedAt(now);
    }
}
