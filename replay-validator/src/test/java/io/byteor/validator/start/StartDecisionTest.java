package io.byteor.validator.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.event.Vote;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StartDecisionTest {
    private static final Instant VALID_UNTIL = World.NOON.plus(Duration.ofMinutes(15));
    private final RegisteredEnvironment demo = World.environment(World.DEMO);

    @Test
    void grantsTheReplayThatHoldsTheApproval() {
        StartDecision decision = decide(approval("reserved"), demo, World.NOON);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        StartDecision.Granted.class,
                        granted -> assertThat(granted.approval())
                                .extracting(ApprovalState::getStatus)
                                .isEqualTo("started"));
    }

    @Test
    void refusesOnceTheApprovalIsRevoked() {
        assertThat(failed(decide(approval("revoked"), demo, World.NOON))).containsExactly("APPROVAL_REVOKED");
    }

    @Test
    void refusesAReplayThatDoesNotHoldTheApproval() {
        ApprovalState anothers = ApprovalState.newBuilder(approval("reserved"))
                .setReservedBy("replay-9")
                .build();

        assertThat(failed(decide(anothers, demo, World.NOON))).containsExactly("APPROVAL_CONSUMED");
    }

    @Test
    void refusesAStaleStartAndReleasesTheApproval() {
        StartDecision decision = decide(approval("reserved"), demo, VALID_UNTIL);

        assertThat(failed(decision)).containsExactly("ACCEPTANCE_EXPIRED");
        assertThat(decision.approval()).extracting(ApprovalState::getStatus).isEqualTo("approved");
    }

    @Test
    void refusesWhatThePostureForbidsByNow() {
        RegisteredEnvironment forbidden = World.environment(
                World.DEMO.replace("\"execute\":{\"allowed\":true", "\"execute\":{\"allowed\":false"));
        RegisteredEnvironment stricter = World.environment(World.DEMO.replace("\"approvals\":1", "\"approvals\":2"));

        assertThat(failed(decide(approval("reserved"), forbidden, World.NOON))).containsExactly("POSTURE_FORBIDS_MODE");
        assertThat(failed(decide(approval("reserved"), stricter, World.NOON))).containsExactly("POSTURE_FORBIDS_MODE");
    }

    @Test
    void refusesToApplyAgainWhereThatIsForbiddenByNow() {
        FakeFacts facts = FakeFacts.complete();
        ReplayAccepted accepted = accepted(it -> it.setReapply(true));

        assertThat(failed(decide(accepted, facts))).containsExactly("REAPPLY_FORBIDDEN");
        facts.environments.put("demo", World.environment(World.REAPPLYING));
        assertThat(failed(decide(accepted, facts))).isEmpty();
    }

    @Test
    void refusesInAFreezeAndNotBeforeIt() {
        RegisteredEnvironment frozen = World.environment(World.DEMO.replace("\"freezes\":[]", World.FROZEN));

        assertThat(failed(decide(approval("reserved"), frozen, World.NOON))).containsExactly("ENVIRONMENT_FROZEN");
        assertThat(failed(decide(approval("reserved"), frozen, World.NOON.minusMillis(1))))
                .isEmpty();
    }

    @Test
    void refusesAReplayThatItNeverAccepted() {
        StartDecision decision =
                StartDecision.of(asked(), Optional.empty(), Optional.empty(), FakeFacts.complete(), World.NOON);

        assertThat(failed(decision)).containsExactly("REPLAY_NOT_FOUND");
    }

    @Test
    void refusesWhatTheSourceOfTheRecordsForbidsByNow() {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("demo", World.environment(World.DEMO.replace("\"freezes\":[]", World.FROZEN)));
        facts.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
        ReplayAccepted elsewhere = accepted(it -> it.setEnvironment("lax"));

        assertThat(failed(decide(elsewhere, facts))).containsExactly("ENVIRONMENT_FROZEN");
        facts.agents.clear();
        assertThat(failed(decide(elsewhere, facts))).containsExactly("ENVIRONMENT_UNRESOLVED");
    }

    @Test
    void refusesWithoutTheDryRunThatIsAskedForByNow() {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put(
                "demo", World.environment(World.DEMO.replace("\"dryRunWithin\":null", "\"dryRunWithin\":\"PT1H\"")));
        ReplayAccepted accepted = accepted(it -> {});

        assertThat(failed(decide(accepted, facts))).containsExactly("DRY_RUN_REQUIRED");
        Instant anHourAgo = accepted.getAcceptedAt().minus(Duration.ofHours(1));
        facts.dryRuns.put(accepted.getSelectionDigest(), new CompletedDryRun("replay-0", anHourAgo, null));
        assertThat(failed(decide(accepted, facts))).isEmpty();
    }

    private static StartDecision decide(ApprovalState approval, RegisteredEnvironment environment, Instant now) {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("demo", environment);
        return StartDecision.of(asked(), Optional.of(accepted(it -> {})), Optional.of(approval), facts, now);
    }

    private static StartDecision decide(ReplayAccepted accepted, FakeFacts facts) {
        Instant later = World.NOON.plus(Duration.ofMinutes(10));
        return StartDecision.of(asked(), Optional.of(accepted), Optional.of(approval("reserved")), facts, later);
    }

    private static List<String> failed(StartDecision decision) {
        return decision instanceof StartDecision.Refused refused
                ? refused.findings().stream()
                        .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                        .map(Finding::getCode)
                        .toList()
                : List.of();
    }

    private static StartRequested asked() {
        return StartRequested.newBuilder()
                .setStartKey("ap-1")
                .setReplayId("replay-1")
                .setApprovalId("ap-1")
                .setRunner("runner-1")
                .setAt(World.NOON)
                .build();
    }

    private static ReplayAccepted accepted(Consumer<ReplayRequested.Builder> change) {
        ReplayRequested.Builder builder =
                World.request("replay-1", Mode.EXECUTE).setApprovalId("ap-1");
        change.accept(builder);
        ReplayRequested request = builder.build();
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
        Assessment assessment =
                Assessment.of(Gathered.from(facts, request, World.NOON).facts());
        return ReplayAccepted.newBuilder()
                .setReplayId("replay-1")
                .setRequest(request)
                .setRequestDigest("sha256:digest")
                .setSelectionDigest("sha256:selection")
                .setBundle(assessment.bundle())
                .setEnvironment(assessment.environment())
                .setPipeline(assessment.pipeline())
                .setTargets(assessment.targets())
                .setApproval(ApprovalSummary.newBuilder()
                        .setStatus("approved")
                        .setApprovalId("ap-1")
                        .setApprovers(List.of(World.APPROVER))
                        .build())
                .setFindings(assessment.findings())
                .setStartKey("ap-1")
                .setAcceptedAt(World.NOON)
                .setValidUntil(VALID_UNTIL)
                .build();
    }

    private static ApprovalState approval(String status) {
        return ApprovalState.newBuilder()
                .setApprovalId("ap-1")
                .setRevision(3)
                .setStatus(status)
                .setRequestDigest("sha256:digest")
                .setRequest(accepted(it -> {}).getRequest())
                .setEnvironment("demo")
                .setPostureDigest("sha256:posture")
                .setRequired(1)
                .setVotes(List.of(Vote.newBuilder()
                        .setVoter(World.APPROVER)
                        .setApprove(true)
                        .setReason("because")
                        .setAt(World.NOON)
                        .build()))
                .setReservedBy("replay-1")
                .setRequestedAt(World.NOON)
                .setExpiresAt(World.NOON.plus(Duration.ofHours(4)))
                .setChangedAt(World.NOON)
                .build();
    }
}
