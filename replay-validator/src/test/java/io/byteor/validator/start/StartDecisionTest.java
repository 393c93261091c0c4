package io.byteor.validator.start;

import static io.byteor.validator.start.Starts.accepted;
import static io.byteor.validator.start.Starts.approval;
import static io.byteor.validator.start.Starts.asked;
import static io.byteor.validator.start.Starts.decide;
import static io.byteor.validator.start.Starts.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartDecisionTest {
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
        StartDecision decision = decide(approval("reserved"), demo, Starts.VALID_UNTIL);

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
}
