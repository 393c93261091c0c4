package io.byteor.validator.topology;

import static io.byteor.validator.topology.RequestTopologyTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.RefusedVote;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import io.byteor.validator.rule.Findings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalTopologyTest {
    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void furnish() {
        bench = Bench.furnished(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void acceptsAnApprovedExecuteAndReservesTheApproval() {
        approve("ap-1");

        execute("replay-1", "ap-1");

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
        ReplayAccepted accepted =
                bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class).getFirst();
        assertThat(accepted.getStartKey()).isEqualTo("ap-1");
        assertThat(accepted.getApproval().getApprovers()).containsExactly(World.APPROVER);
        assertThat(lastState()).satisfies(state -> {
            assertThat(state.getStatus()).isEqualTo("reserved");
            assertThat(state.getReservedBy()).isEqualTo("replay-1");
        });
    }

    @Test
    void givesAnApprovalToOneReplayOnly() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.onlyOutcome();

        execute("replay-2", "ap-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("APPROVAL_CONSUMED");
    }

    @Test
    void rejectsInTheSecondHopWhatItFailsOnAndTellsARepeatTheSame() {
        ReplayRequested request = World.request("replay-1", Mode.EXECUTE).build();
        // In JSON, each of these takes six bytes: the audit of the rejection would have too many.
        Finding finding = Finding.newBuilder(Findings.failed(ErrorCode.LIMIT_EXCEEDED, "", ""))
                .setEvidence("\u0001".repeat(300_000))
                .build();
        ReplayAdmitted admitted = ReplayAdmitted.newBuilder(AdmissionProcessor.repeat(request, World.NOON))
                .setFindings(List.of(finding))
                .build();
        bench.feed(Topic.REPLAY_ADMITTED, "replay-1", admitted);
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("rejected");
        assertThat(bench.read(Topic.REPLAY_DECIDED, ReplayRejected.class))
                .singleElement()
                .satisfies(it -> assertThat(failed(it.getFindings())).containsExactly("INTERNAL"));
        assertThat(bench.read(Topic.REPLAY_AUDITED, ReplayAudited.class)).hasSize(1);

        bench.feed(Topic.REPLAY_ADMITTED, "replay-1", AdmissionProcessor.repeat(request, World.NOON));

        CommandOutcome repeated = bench.onlyOutcome();
        assertThat(repeated.getAnswer()).isEqualTo("rejected");
        assertThat(failed(repeated.getFindings())).containsExactly("INTERNAL");
        assertThat(bench.readRaw(Topic.REPLAY_DECIDED)).isEmpty();
    }

    @Test
    void repeatsTheDecisionOfTheSecondHopWithoutDecidingAgain() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.onlyOutcome();
        bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class);

        bench.request(World.request("replay-1", Mode.EXECUTE)
                .setApprovalId("ap-1")
                .setCommandId("again")
                .build());

        CommandOutcome repeated = bench.onlyOutcome();
        assertThat(repeated.getAnswer()).isEqualTo("accepted");
        assertThat(repeated.getCommandId()).isEqualTo("again");
        assertThat(bench.readRaw(Topic.REPLAY_DECIDED)).isEmpty();
    }

    @Test
    void tellsTheApprovalsFindingsAlsoWhereOtherRulesFail() {
        bench.requestApproval("ap-1");
        bench.onlyOutcome();

        bench.request(World.request("replay-1", Mode.EXECUTE)
                .setApprovalId("ap-1")
                .setRate(50_001L)
                .build());

        assertThat(failed(bench.onlyOutcome().getFindings()))
                .contains("LIMIT_EXCEEDED", "APPROVAL_PENDING", "APPROVAL_SCOPE");
    }

    @Test
    void refusesTheRequestersOwnVoteAndCountsAnothers() {
        bench.requestApproval("ap-1");
        bench.onlyOutcome();

        bench.vote("ap-1", World.OPERATOR, true);
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("APPROVAL_SELF");

        bench.vote("ap-1", World.APPROVER, true);
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("approved");
    }

    @Test
    void recordsARefusedVoteWithTheApproval() {
        bench.requestApproval("ap-1");

        bench.vote("ap-1", World.OPERATOR, true);

        assertThat(lastState().getRefusedVotes())
                .extracting(RefusedVote::getCode, RefusedVote::getVoter)
                .containsExactly(tuple("APPROVAL_SELF", World.OPERATOR));
    }

    @Test
    void tellsARepeatedVoteWhatTheFirstWasToldAndChangesNothing() {
        bench.requestApproval("ap-1");
        bench.onlyOutcome();
        bench.vote("ap-1", World.OPERATOR, true);
        CommandOutcome refused = bench.onlyOutcome();
        bench.vote("ap-1", World.APPROVER, true);
        CommandOutcome counted = bench.onlyOutcome();
        execute("replay-1", "ap-1");
        bench.onlyOutcome();
        ApprovalState reserved = lastState();

        bench.pass(Duration.ofMinutes(1));
        bench.vote("ap-1", World.APPROVER, true);
        assertThat(bench.onlyOutcome()).isEqualTo(counted);
        bench.vote("ap-1", World.OPERATOR, true);
        assertThat(bench.onlyOutcome()).isEqualTo(refused);

        assertThat(reserved.getStatus()).isEqualTo("reserved");
        assertThat(bench.read(Topic.APPROVAL_STATE, ApprovalState.class)).isEmpty();
    }

    @Test
    void tellsARepeatedRevocationWhatTheFirstWasTold() {
        bench.requestApproval("ap-1");
        bench.onlyOutcome();
        bench.revoke("ap-1");
        CommandOutcome revoked = bench.onlyOutcome();
        bench.revoke("ap-1");

        assertThat(bench.onlyOutcome()).isEqualTo(revoked);
        assertThat(revoked.getAnswer()).isEqualTo("revoked");
    }

    @Test
    void remembersNoCommandAboutWhatIsNotThereAndNoneForEver() {
        bench.vote("ap-9", World.APPROVER, true);
        assertThat(bench.entries(Names.COMMAND_LOG)).isZero();
        bench.requestApproval("ap-1");
        bench.vote("ap-1", World.APPROVER, true);
        assertThat(bench.entries(Names.COMMAND_LOG)).isEqualTo(1);

        bench.pass(Duration.ofDays(9));

        assertThat(bench.entries(Names.COMMAND_LOG)).isZero();
    }

    @Test
    void refusesAVoteOverAnEnvironmentThatHasChanged() {
        bench.requestApproval("ap-1");
        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("quake.alerts", "quake.alarms"));
        bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class);

        bench.vote("ap-1", World.APPROVER, true);

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("APPROVAL_SCOPE");
        assertThat(lastState().getVotes()).isEmpty();
    }

    @Test
    void expiresWhenItIsDueThoughNobodyAsks() {
        bench.requestApproval("ap-1");
        bench.pass(Duration.ofHours(4).minusSeconds(1));
        assertThat(lastState().getStatus()).isEqualTo("requested");

        bench.pass(Duration.ofSeconds(1));

        assertThat(lastState().getStatus()).isEqualTo("expired");
        bench.pass(Duration.ofHours(4));
        assertThat(bench.read(Topic.APPROVAL_STATE, ApprovalState.class)).isEmpty();
    }

    @Test
    void doesNotExpireWhatAReplayHolds() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        assertThat(lastState().getStatus()).isEqualTo("reserved");

        bench.pass(Duration.ofHours(5));

        assertThat(bench.read(Topic.APPROVAL_STATE, ApprovalState.class)).isEmpty();
    }

    @Test
    void refusesAVoteOnNothing() {
        bench.vote("ap-9", World.APPROVER, true);

        CommandOutcome outcome = bench.onlyOutcome();
        assertThat(outcome.getStatus()).isEqualTo(CommandStatus.REFUSED);
        assertThat(failed(outcome.getFindings())).containsExactly("APPROVAL_NOT_FOUND");
    }

    @Test
    void answersTheSameRequestForApprovalAlike() {
        bench.requestApproval("ap-1");
        CommandOutcome first = bench.onlyOutcome();
        bench.requestApproval("ap-1");

        assertThat(bench.onlyOutcome().getDigest()).isEqualTo(first.getDigest()).isNotNull();
        assertThat(bench.read(Topic.APPROVAL_STATE, ApprovalState.class)).hasSize(1);
    }

    @Test
    void grantsAStartOnceAndThenTakesNoRevocation() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.onlyOutcome();

        bench.start("ap-1", "replay-1");
        bench.start("ap-1", "replay-1");
        bench.revoke("ap-1");

        assertThat(bench.read(Topic.REPLAY_START, StartGranted.class)).hasSize(1);
        assertThat(lastState().getStatus()).isEqualTo("started");
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("APPROVAL_STARTED");
    }

    @Test
    void startsNothingWhileNoNewFactsAreLookedFor() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.onlyOutcome();

        bench.setSilence(TopologySettings.USUAL.grace().plusSeconds(1));
        bench.start("ap-1", "replay-1");
        bench.start("ap-1", "replay-1");
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.readRaw(Topic.REPLAY_START)).isEmpty();

        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("\"freezes\":[]", World.FROZEN));
        bench.setSilence(TopologySettings.USUAL.grace());
        bench.pass(Duration.ofMillis(100));

        assertThat(bench.read(Topic.REPLAY_START, StartRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(failed(refused.getFindings())).contains("ENVIRONMENT_FROZEN"));
        assertThat(bench.entries(Names.APPROVALS_WAITING)).isZero();
    }

    @Test
    void refusesAStartThatWasRevoked() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.revoke("ap-1");
        bench.start("ap-1", "replay-1");

        assertThat(bench.read(Topic.REPLAY_START, StartRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(failed(refused.getFindings())).containsExactly("APPROVAL_REVOKED"));
    }

    @Test
    void releasesTheApprovalOfAStartThatComesTooLate() {
        approve("ap-1");
        execute("replay-1", "ap-1");
        bench.onlyOutcome();

        bench.pass(Duration.ofMinutes(15));
        bench.start("ap-1", "replay-1");

        assertThat(bench.read(Topic.REPLAY_START, StartRefused.class)).hasSize(1);
        assertThat(lastState().getStatus()).isEqualTo("approved");
        execute("replay-2", "ap-1");
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    @Test
    void refusesAStartThatNobodyAccepted() {
        bench.start("replay-9", "replay-9");

        assertThat(bench.read(Topic.REPLAY_START, StartRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(failed(refused.getFindings())).containsExactly("REPLAY_NOT_FOUND"));
    }

    @Test
    void refusesWhatTheApprovalWasNotGivenFor() {
        approve("ap-1");
        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("quake.alerts", "quake.alarms"));
        bench.onlyOutcome();

        execute("replay-1", "ap-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("APPROVAL_SCOPE");
    }

    private void approve(String approvalId) {
        bench.requestApproval(approvalId);
        bench.vote(approvalId, World.APPROVER, true);
        assertThat(lastState().getStatus()).isEqualTo("approved");
        bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class);
    }

    private void execute(String replayId, String approvalId) {
        bench.request(
                World.request(replayId, Mode.EXECUTE).setApprovalId(approvalId).build());
    }

    private ApprovalState lastState() {
        return bench.read(Topic.APPROVAL_STATE, ApprovalState.class).getLast();
    }
}
