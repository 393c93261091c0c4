package io.byteor.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an outcome says of the command that it is told to: where that lies, by which the gateway decides who may ask for it, and what a
 * refusal is about.
 */
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

    @Test
    void aRefusalSaysWhatOffendsAndWhere() {
        bench.put(GovernanceCommand.newBuilder(World.put("environment", "lab", LAB))
                .setExpectedRevision(7L)
                .build());
        assertRefused(ErrorCode.REVISION_MISMATCH, "If-Match", "7");
        bench.put(GovernanceCommand.newBuilder(World.put("environment", "lab", LAB))
                .setExpectedRevision(0L)
                .build());
        assertRefused(ErrorCode.REVISION_MISMATCH, "If-None-Match", "*");
        bench.put("environment", "lab", World.DEMO);
        assertRefused(ErrorCode.REQUEST_INVALID, "/name", "demo");
        bench.put("environment", "lab", LAB.replace("PT4H", "4 hours"));
        assertRefused(ErrorCode.REQUEST_INVALID, "/posture/execute/approvalLifetime", "\"4 hours\"");
        String broken = World.pipelineDocument("active").replace("payload.mag >= 4.5", "payload.mag >=");
        bench.put("pipeline", World.SPEC_HASH, broken);
        assertRefused(ErrorCode.EXPRESSION_INVALID, "/spec/roles/0/stages/0/filter", "payload.mag >=");

        bench.request(request("replay-1", Mode.DRY_RUN).build());
        bench.onlyOutcome();
        bench.request(request("replay-1", Mode.DRY_RUN).setRate(1L).build());
        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key", "replay-1");
        control("replay-9", "pause");
        assertRefused(ErrorCode.REPLAY_NOT_FOUND, "replayId", "replay-9");
        control("replay-1", "cancel");
        bench.onlyOutcome();
        control("replay-1", "resume");
        assertRefused(ErrorCode.REPLAY_SETTLED, "replayId", "replay-1");
    }

    @Test
    void aRefusedVoteOrRevocationSaysWhatOffendsAndWhere() {
        bench.vote("ap-9", World.APPROVER, true);
        assertRefused(ErrorCode.APPROVAL_NOT_FOUND, "approvalId", "ap-9");
        bench.requestApproval("ap-1");
        bench.onlyOutcome();
        bench.vote("ap-1", World.OPERATOR, true);
        assertRefused(ErrorCode.APPROVAL_SELF, "sub", "olga");
        bench.vote("ap-1", World.APPROVER, true);
        bench.onlyOutcome();
        bench.vote("ap-1", World.SECOND_APPROVER, true);
        assertRefused(ErrorCode.APPROVAL_SETTLED, "status", "approved");

        bench.request(request("replay-1", Mode.EXECUTE).setApprovalId("ap-1").build());
        bench.onlyOutcome();
        bench.start("ap-1", "replay-1");
        bench.revoke("ap-1");
        assertRefused(ErrorCode.APPROVAL_STARTED, "replayId", "replay-1");
    }

    @Test
    void anEscalationThatIsSettledOrUnknownIsRefusedWithItsPlace() {
        bench.request(World.request("replay-1", Mode.EXECUTE).build());
        bench.onlyOutcome();
        String escalationId =
                bench.read(Topic.ESCALATION, EscalationState.class).getFirst().getEscalationId();
        acknowledge(escalationId, "command-1");
        bench.onlyOutcome();

        acknowledge(escalationId, "command-2");
        assertRefused(ErrorCode.ESCALATION_SETTLED, "state", "acknowledged");
        String other = escalationId.replaceAll("\\d$", "9");
        acknowledge(other, "command-3");
        assertRefused(ErrorCode.ESCALATION_NOT_FOUND, "escalationId", other);
    }

    static Stream<Arguments> requestsThatNoRuleLetsThrough() {
        return Stream.of(
                arguments(asking(it -> it.setBundleId(STRANGER)), ErrorCode.BUNDLE_UNKNOWN, "/bundleId", STRANGER),
                arguments(asking(it -> it.setLanes(List.of("no"))), ErrorCode.LANE_UNKNOWN, "/lanes", "[no]"),
                arguments(
                        asking(it -> it.setEnvironment("nowhere")),
                        ErrorCode.ENVIRONMENT_UNRESOLVED,
                        "/environment",
                        "nowhere"),
                arguments(
                        asking(it -> it.setEnvironments(List.of("lab"))), ErrorCode.FORBIDDEN, "/environment", "demo"),
                arguments(asking(it -> it.setReapply(true)), ErrorCode.REAPPLY_FORBIDDEN, "/reapply", "true"),
                arguments(asking(it -> it.setRate(50_001L)), ErrorCode.LIMIT_EXCEEDED, "/rate", "50001"),
                arguments(
                        asking(it -> it.setMode(Mode.DRY_RUN).setCandidate(STRANGER)),
                        ErrorCode.SPEC_HASH_UNKNOWN,
                        "/candidate",
                        STRANGER));
    }

    private static UnaryOperator<ReplayRequested.Builder> asking(UnaryOperator<ReplayRequested.Builder> what) {
        return what;
    }

    @ParameterizedTest
    @MethodSource("requestsThatNoRuleLetsThrough")
    void aRefusedRequestForAnApprovalSaysWhatOfItOffends(
            UnaryOperator<ReplayRequested.Builder> what, ErrorCode code, String pointer, String value) {
        bench.requestApproval("ap-1", what);
        bench.pass(Duration.ofSeconds(5));

        assertRefused(code, "/request" + pointer, value);
    }

    private void assertRefused(ErrorCode code, String place, String value) {
        CommandOutcome outcome = bench.onlyOutcome();
        assertThat(RequestTopologyTest.failed(outcome.getFindings()))
                .as("%s", outcome)
                .first()
                .isEqualTo(code.name());
        assertThat(outcome.getPlace()).as("%s", outcome).isEqualTo(place);
        assertThat(outcome.getValue()).as("%s", outcome).isEqualTo(value);
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
