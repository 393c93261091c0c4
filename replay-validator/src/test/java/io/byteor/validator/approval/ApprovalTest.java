package io.byteor.validator.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.validator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final Instant NOW = World.NOON;
    private static final Instant TOO_LATE = NOW.plus(Duration.ofHours(4));

    @Test
    void isGrantedByTheSecondOfTwo() {
        ApprovalState one = Voting.counted(requested(2), vote(World.APPROVER), NOW);
        ApprovalState two = Voting.counted(one, vote(World.SECOND_APPROVER), NOW);

        assertThat(one.getStatus()).isEqualTo("requested");
        assertThat(two.getStatus()).isEqualTo("approved");
        assertThat(two.getRevision()).isEqualTo(3);
    }

    @Test
    void takesAtLeastOneVoteEvenWhereThePostureAsksForNone() {
        assertThat(requested(0).getRequired()).isEqualTo(1);
    }

    @Test
    void isSettledByOneRejection() {
        ApprovalState rejected = Voting.counted(requested(2), vote(World.APPROVER, false, "*"), NOW);

        assertThat(rejected.getStatus()).isEqualTo("rejected");
        assertRefused(ErrorCode.APPROVAL_SETTLED, () -> Voting.counted(rejected, vote(World.SECOND_APPROVER), NOW));
    }

    @Test
    void refusesTheRequestersOwnVote() {
        assertRefused(ErrorCode.APPROVAL_SELF, () -> Voting.counted(requested(1), vote(World.OPERATOR), NOW));
    }

    @Test
    void takesVotesOnlyOfThoseWithAClaimToBothEnvironments() {
        ApprovalState elsewhere =
                ApprovalState.newBuilder(requested(1)).setSource("production").build();

        assertRefused(
                ErrorCode.VOTER_INELIGIBLE, () -> Voting.counted(elsewhere, vote(World.APPROVER, true, "demo"), NOW));
        assertThat(Voting.counted(elsewhere, vote(World.APPROVER, true, "demo", "production"), NOW)
                        .getSource())
                .isEqualTo("production");
    }

    @Test
    void refusesTheSamePersonTwice() {
        ApprovalState one = Voting.counted(requested(2), vote(World.APPROVER), NOW);

        assertRefused(ErrorCode.VOTE_DUPLICATE, () -> Voting.counted(one, vote(World.APPROVER), NOW));
    }

    @Test
    void tellsPeopleOfTheSameNameApartByTheirIssuer() {
        Person namesake = Person.newBuilder()
                .setIssuer("https://elsewhere.example")
                .setSubject(World.OPERATOR.getSubject())
                .build();

        assertThat(Voting.counted(requested(1), vote(namesake), NOW).getStatus())
                .isEqualTo("approved");
    }

    @Test
    void refusesServiceAccountsAndOthersEnvironments() {
        Person robot = Person.newBuilder(World.APPROVER).setService(true).build();

        assertRefused(ErrorCode.VOTER_INELIGIBLE, () -> Voting.counted(requested(1), vote(robot), NOW));
        assertRefused(
                ErrorCode.VOTER_INELIGIBLE,
                () -> Voting.counted(requested(1), vote(World.APPROVER, true, "production"), NOW));
    }

    @Test
    void refusesWhoeverIsNoApprover() {
        ApprovalVoted vote = ApprovalVoted.newBuilder(vote(World.APPROVER))
                .setRoles(List.of("operator", "admin"))
                .build();

        assertRefused(ErrorCode.VOTER_INELIGIBLE, () -> Voting.counted(requested(1), vote, NOW));
    }

    @Test
    void holdsAVoteToWhatTheApprovalWasAskedFor() {
        assertThatCode(() -> Voting.requireScope(requested(1), "sha256:digest")).doesNotThrowAnyException();
        assertRefused(ErrorCode.APPROVAL_SCOPE, () -> Voting.requireScope(requested(1), "sha256:other"));
        assertRefused(ErrorCode.APPROVAL_SCOPE, () -> Voting.requireScope(requested(1), null));
    }

    @Test
    void recordsRefusalsByPersonAndCodeAndCountsFurtherOnes() {
        Instant later = NOW.plusSeconds(1);
        ApprovalState once = Voting.refused(requested(1), vote(World.OPERATOR), ErrorCode.APPROVAL_SELF, NOW);
        ApprovalState twice = Voting.refused(once, vote(World.OPERATOR), ErrorCode.APPROVAL_SELF, later);
        ApprovalState other = Voting.refused(twice, vote(World.OPERATOR), ErrorCode.APPROVAL_EXPIRED, later);

        assertThat(twice.getRefusedVotes()).singleElement().satisfies(refusal -> {
            assertThat(refusal.getVoter()).isEqualTo(World.OPERATOR);
            assertThat(refusal.getCode()).isEqualTo("APPROVAL_SELF");
            assertThat(refusal.getCount()).isEqualTo(2);
            assertThat(refusal.getFirstAt()).isEqualTo(NOW);
            assertThat(refusal.getLastAt()).isEqualTo(later);
        });
        assertThat(other.getRefusedVotes()).hasSize(2);
        assertThat(other.getStatus()).isEqualTo("requested");
        assertThat(other.getRevision()).isEqualTo(4);
    }

    @Test
    void doesNotGrowBeyondItsBoundHoweverManyAreRefused() {
        ApprovalState state = requested(1);
        for (int person = 0; person < 150; person++) {
            state = Voting.refused(state, vote(World.person("p" + person)), ErrorCode.VOTER_INELIGIBLE, NOW);
        }

        assertThat(state.getRefusedVotes()).hasSize(100);
        assertThat(state.getRefusedVotes().getFirst().getVoter()).isEqualTo(World.person("p0"));
    }

    @Test
    void keepsWhoTookItBackAndWhy() {
        ApprovalState revoked = Approval.revoked(requested(1), revocation("*"), NOW);

        assertThat(revoked.getRevocation().getBy()).isEqualTo(World.OPERATOR);
        assertThat(revoked.getRevocation().getReason()).isEqualTo("because");
    }

    @Test
    void takesNoVoteAfterItsTime() {
        assertRefused(ErrorCode.APPROVAL_EXPIRED, () -> Voting.counted(requested(1), vote(World.APPROVER), TOO_LATE));
    }

    @Test
    void expiresUnlessAReplayHoldsIt() {
        ApprovalState reserved = Approval.reserved(approved(), "replay-1", NOW);

        assertThat(Approval.at(approved(), TOO_LATE).getStatus()).isEqualTo("expired");
        assertThat(Approval.at(approved(), TOO_LATE.minusMillis(1)).getStatus()).isEqualTo("approved");
        assertThat(Approval.at(reserved, TOO_LATE).getStatus()).isEqualTo("reserved");
    }

    @Test
    void canBeRevokedUntilTheStart() {
        ApprovalState reserved = Approval.reserved(approved(), "replay-1", NOW);
        ApprovalState started = Approval.started(reserved, NOW);

        assertThat(Approval.revoked(requested(1), revocation("demo"), NOW).getStatus())
                .isEqualTo("revoked");
        assertThat(Approval.revoked(reserved, revocation("*"), NOW).getStatus()).isEqualTo("revoked");
        assertRefused(ErrorCode.APPROVAL_STARTED, () -> Approval.revoked(started, revocation("*"), NOW));
        assertRefused(ErrorCode.FORBIDDEN, () -> Approval.revoked(reserved, revocation("production"), NOW));
    }

    @Test
    void isThereForAnotherReplayOnceItIsReleased() {
        ApprovalState released = Approval.released(Approval.reserved(approved(), "replay-1", NOW), NOW);

        assertThat(released.getStatus()).isEqualTo("approved");
        assertThat(released.getReservedBy()).isNull();
    }

    static ApprovalState requested(int required) {
        ApprovalRequested command = ApprovalRequested.newBuilder()
                .setCommandId("command-1")
                .setApprovalId("ap-1")
                .setRequest(World.request("replay-0", Mode.EXECUTE).build())
                .setAt(NOW)
                .build();
        return Approval.requested(
                command,
                new Approval.Scope("sha256:digest", "demo", null, "sha256:posture", required, Duration.ofHours(4)),
                NOW);
    }

    static ApprovalState approved() {
        return Voting.counted(requested(1), vote(World.APPROVER), NOW);
    }

    static ApprovalVoted vote(Person voter) {
        return vote(voter, true, "*");
    }

    private static ApprovalVoted vote(Person voter, boolean approve, String... environments) {
        return ApprovalVoted.newBuilder()
                .setCommandId("vote-of-" + voter.getSubject())
                .setApprovalId("ap-1")
                .setVoter(voter)
                .setApprove(approve)
                .setEnvironments(List.of(environments))
                .setReason("because")
                .setRoles(List.of("approver"))
                .setAt(NOW)
                .build();
    }

    private static ApprovalRevoked revocation(String environment) {
        return ApprovalRevoked.newBuilder()
                .setCommandId("revocation")
                .setApprovalId("ap-1")
                .setBy(World.OPERATOR)
                .setEnvironments(List.of(environment))
                .setReason("because")
                .setAt(NOW)
                .build();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable move) {
        assertThatThrownBy(move)
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
