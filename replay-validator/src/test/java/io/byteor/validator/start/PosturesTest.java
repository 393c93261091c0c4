package io.byteor.validator.start;

import static io.byteor.validator.start.Starts.accepted;
import static io.byteor.validator.start.Starts.approval;
import static io.byteor.validator.start.Starts.decide;
import static io.byteor.validator.start.Starts.evidence;
import static io.byteor.validator.start.Starts.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environments that govern an accepted replay say by the time it starts, where they or the agent have changed. */
class PosturesTest {
    @ParameterizedTest
    @CsvSource({
        "'\"records\":1000000', '\"records\":999999', up to 1000000 records of 999999",
        "'\"recordsPerSecond\":50000', '\"recordsPerSecond\":49999', 50000 records per second of 49999",
        "'\"duration\":\"PT1H\"', '\"duration\":\"PT59M\"', PT1H of PT59M"
    })
    void refusesWhatMayTakeMoreThanTheLimitsOfEitherEnvironmentByNow(String granted, String lowered, String evidence) {
        RegisteredEnvironment stricter = World.environment(World.DEMO.replace(granted, lowered));
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("demo", stricter);
        facts.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));

        StartDecision decision = decide(approval("reserved"), stricter, World.NOON);

        assertThat(failed(decision)).containsExactly("LIMIT_EXCEEDED");
        assertThat(decision.approval())
                .as("as after any refusal that is no stale one")
                .isNull();
        assertThat(evidence(decision, "LIMIT_EXCEEDED")).endsWith("demo at revision 1: " + evidence);
        assertThat(failed(decide(accepted(it -> it.setEnvironment("lax")), facts)))
                .containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    void grantsUnderALowerLimitWhatWasAskedForAtALowerRateYet() {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put(
                "demo",
                World.environment(World.DEMO.replace("\"recordsPerSecond\":50000", "\"recordsPerSecond\":100")));

        assertThat(failed(decide(accepted(it -> it.setRate(100L)), facts))).isEmpty();
        assertThat(failed(decide(accepted(it -> it.setRate(101L)), facts))).containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    void refusesWhereTheRequesterHasNoClaimToTheEnvironmentThatTheAgentStandsInByNow() {
        FakeFacts facts = movedToTheVault();
        ApprovalState forBoth = ApprovalState.newBuilder(approval("reserved"))
                .setSource("vault")
                .build();

        assertThat(failed(decide(claiming("demo"), forBoth, facts))).containsExactly("FORBIDDEN");
        assertThat(failed(decide(claiming(), forBoth, facts))).containsExactly("FORBIDDEN", "FORBIDDEN");
        assertThat(failed(decide(claiming("demo", "vault"), forBoth, facts))).isEmpty();
        assertThat(failed(decide(claiming("*"), forBoth, facts))).isEmpty();
    }

    @Test
    void refusesWhereTheApprovalWasNotGivenForTheEnvironmentThatTheAgentStandsInByNow() {
        StartDecision decision = decide(claiming("*"), approval("reserved"), movedToTheVault());

        assertThat(failed(decision)).containsExactly("APPROVAL_SCOPE");
        assertThat(evidence(decision, "APPROVAL_SCOPE")).contains("demo", "vault");
    }

    /** The agent, since the acceptance. */
    private static FakeFacts movedToTheVault() {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("vault", World.environment(World.DEMO.replace("\"demo\"", "\"vault\"")));
        facts.agents.put(
                World.AGENT_ID,
                AgentState.newBuilder(World.agent()).setEnvironment("vault").build());
        return facts;
    }

    private static ReplayAccepted claiming(String... environments) {
        return accepted(it -> it.setEnvironments(List.of(environments)));
    }
}
