package io.byteor.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outcome says of the command that it is told to: where that lies, by which the gateway decides who may ask for it. */
class OutcomeTopologyTest {
    private static final String LAB = World.DEMO.replace("\"name\":\"demo\"", "\"name\":\"lab\"");
    private static final String STRANGER = "sha256:" + "0".repeat(64);

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void furnish() {
        bench = Bench.furnished(directory);
        bench.put("environment", "lab", LAB);
        bench.onlyOutcome();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDecisionLiesWhereTheReplayRunsOrWould() {
        bench.request(request("replay-1", Mode.DRY_RUN).build());
        assertLiesIn("demo", "accepted");
        bench.request(request("replay-1", Mode.DRY_RUN).setCommandId("again").build());
        assertLiesIn("demo", "accepted");
        bench.request(request("replay-1", Mode.DRY_RUN).setRate(1L).build());
        assertLiesIn("demo", "refused");

        bench.request(request("replay-2", Mode.EXECUTE).setEnvironment("lab").build());
        assertLiesIn("lab", "rejected");
        bench.request(request("replay-3", Mode.EXECUTE).setApprovalId("none").build());
        assertLiesIn("demo", "rejected");
    }

    @Test
    void aRequestForWhatNobodyKnowsLiesWhereItWasToRunIfThatIsSaid() {
        bench.request(request("replay-1", Mode.DRY_RUN).setBundleId(STRANGER).build());
        bench.pass(Duration.ofSeconds(5));
        assertLiesIn(null, "rejected");

        bench.request(request("replay-2", Mode.DRY_RUN)
                .setBundleId(STRANGER)
                .setEnvironment("lab")
                .build());
        bench.pass(Duration.ofSeconds(5));
        assertLiesIn("lab", "rejected");
    }

    @Test
    void anApprovalLiesWhereItsRequestWouldRun() {
        bench.requestApproval("ap-1");
        assertLiesIn("demo", "requested");
        bench.vote("ap-1", World.OPERATOR, true);
        assertLiesIn("demo", "refused");
        bench.vote("ap-1", World.APPROVER, true);
        assertLiesIn("demo", "approved");
        bench.revoke("ap-1");
        assertLiesIn("demo", "revoked");

        bench.vote("ap-9", World.SECOND_APPROVER, true);
        assertLiesIn(null, "refused");
    }

    @Test
    void aControlLiesWhereItsReplayRuns() {
        control("replay-1", "pause");
        assertLiesIn(null, "refused");
        bench.request(request("replay-1", Mode.DRY_RUN).setEnvironment("lab").build());
        bench.onlyOutcome();

        control("replay-1", "pause");
        assertLiesIn("lab", "paused");
        control("replay-1", "cancel");
        bench.onlyOutcome();
        control("replay-1", "resume");
        assertLiesIn("lab", "refused");
    }

    @Test
    void aRegistryEntryLiesInItsEnvironmentAndAPipelineInNone() {
        bench.put("environment", "lab", LAB);
        assertLiesIn("lab", "put");
        bench.put("environment", "lab", World.DEMO);
        assertLiesIn("lab", "refused");
        bench.put("agent", World.AGENT_ID, World.AGENT_DOCUMENT.replace("\"demo\"", "\"lab\""));
        assertLiesIn("lab", "put");
        bench.put("agent", World.AGENT_ID, "{}");
        assertLiesIn("lab", "refused");
        bench.put("pipeline", World.SPEC_HASH, World.pipelineDocument("active"));
        assertLiesIn(null, "put");
    }

    @Test
    void anEscalationLiesInItsEnvironment() {
        bench.request(World.request("replay-1", Mode.EXECUTE).build());
        bench.onlyOutcome();
        String escalationId =
                bench.read(Topic.ESCALATION, EscalationState.class).getFirst().getEscalationId();

        acknowledge(escalationId, "command-1");
        assertLiesIn("demo", "acknowledged");
        acknowledge(escalationId, "command-2");
        assertLiesIn("demo", "refused");
        acknowledge(escalationId.replaceAll("\\d$", "9"), "command-3");
        assertLiesIn(null, "refused");
    }

    private void acknowledge(String escalationId, String commandId) {
        EscalationMoved move = EscalationMoved.newBuilder()
                .setCommandId(commandId)
                .setEscalationId(escalationId)
                .setTo("acknowledged")
                .setBy(World.OPERATOR)
                .setEnvironments(List.of("*"))
                .setNote("looking at it")
                .setAt(World.NOON)
                .build();
        bench.feed(Topic.ESCALATION_COMMAND, CommandIds.key(move), move);
    }

    private void control(String replayId, String control) {
        bench.feed(
                Topic.REPLAY_REQUESTED,
                replayId,
                ReplayControlRequested.newBuilder()
                        .setCommandId(control)
                        .setReplayId(replayId)
                        .setControl(control)
                        .setBy(World.OPERATOR)
                        .setEnvironments(List.of("*"))
                        .setReason("because")
                        .setAt(World.NOON)
                        .build());
    }

    private static ReplayRequested.Builder request(String replayId, Mode mode) {
        return World.request(replayId, mode);
    }

    private void assertLiesIn(String environment, String answer) {
        CommandOutcome outcome = bench.onlyOutcome();
        assertThat(outcome.getAnswer()).as("%s", outcome).isEqualTo(answer);
        assertThat(outcome.getEnvironment()).as("%s", outcome).isEqualTo(environment);
    }
}
