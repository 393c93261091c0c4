package io.byteor.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTopologyTest {
    private static final String REPLAY = "replay-1";
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Bench bench;
    private int commands;

    @BeforeEach
    void furnish() {
        bench = Bench.furnished(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void saysWhatIsWantedOfAnAcceptedReplayAndWhoWantsIt() {
        control("cancel", World.OPERATOR, "*");
        assertThat(code(bench.onlyOutcome())).as("before it is asked for").isEqualTo("REPLAY_NOT_FOUND");
        request(Mode.DRY_RUN);

        control("pause", World.APPROVER, "demo");
        control("resume", World.OPERATOR, "*");
        control("cancel", World.OPERATOR, "demo");

        assertThat(outcomes())
                .extracting(CommandOutcome::getStatus, CommandOutcome::getAnswer, CommandOutcome::getRevision)
                .containsExactly(
                        tuple(CommandStatus.DONE, "paused", 1L),
                        tuple(CommandStatus.DONE, "running", 2L),
                        tuple(CommandStatus.DONE, "cancelled", 3L));
        assertThat(controls())
                .extracting(ReplayControl::getWanted, it -> it.getBy().getSubject(), ReplayControl::getReason)
                .containsExactly(
                        tuple("paused", "anna", "because of pause"),
                        tuple("running", "olga", "because of resume"),
                        tuple("cancelled", "olga", "because of cancel"));
    }

    @Test
    void tellsARepeatedControlWhatTheFirstWasToldAndChangesNothing() {
        ReplayControlRequested pause = asked("pause-1", REPLAY, "pause", World.APPROVER, "demo");
        ReplayControlRequested stranger = asked("pause-2", REPLAY, "pause", World.APPROVER, "production");
        feed(pause);
        assertThat(code(bench.onlyOutcome())).isEqualTo("REPLAY_NOT_FOUND");
        assertThat(bench.entries(Names.COMMAND_LOG))
                .as("of one that is not there")
                .isZero();
        request(Mode.DRY_RUN);
        feed(pause);
        CommandOutcome paused = bench.onlyOutcome();
        feed(stranger);
        CommandOutcome refused = bench.onlyOutcome();
        control("resume", World.OPERATOR, "demo");
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("running");
        controls();

        bench.pass(AN_HOUR);
        feed(pause);
        assertThat(bench.onlyOutcome()).isEqualTo(paused);
        feed(stranger);
        assertThat(bench.onlyOutcome()).isEqualTo(refused);

        assertThat(paused.getAnswer()).isEqualTo("paused");
        assertThat(code(refused)).isEqualTo("FORBIDDEN");
        assertThat(controls()).isEmpty();
    }

    @Test
    void takesControlOfAReplayWhoseApprovalIsStillBeingLookedAt() {
        bench.request(
                World.request(REPLAY, Mode.EXECUTE).setApprovalId("approval-1").build());
        outcomes();

        control("cancel", World.OPERATOR, "demo");

        // Without the approval it was rejected at the second hop, and has its audit.
        assertThat(outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(code(outcome)).isEqualTo("REPLAY_SETTLED"));
    }

    @Test
    void takesBackWhatWasWantedOfAReplayThatHasEndedAndStillKnowsThatItHas() {
        request(Mode.DRY_RUN);
        control("cancel", World.OPERATOR, "demo");
        bench.request(World.request("replay-2", Mode.DRY_RUN).build());
        control("replay-2", "pause", World.OPERATOR, "demo");
        end();
        assertThat(controls()).hasSize(2);
        outcomes();

        bench.pass(AN_HOUR.multipliedBy(2));
        control("cancel", World.OPERATOR, "demo");

        assertThat(bench.readRaw(Topic.REPLAY_CONTROL))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull());
        assertThat(bench.entries(Names.CONTROLS)).as("the one that runs").isEqualTo(1);
        assertThat(code(outcomes().getLast())).isEqualTo("REPLAY_SETTLED");
    }

    @Test
    void forgetsARequestOnlyWhenItsReplayHasEnded() {
        request(Mode.DRY_RUN);

        bench.pass(TopologySettings.USUAL.memory().plus(AN_HOUR));
        control("pause", World.OPERATOR, "demo");

        assertThat(bench.onlyOutcome().getAnswer())
                .as("of one that is old and runs")
                .isEqualTo("paused");

        end();
        bench.pass(AN_HOUR.multipliedBy(2));

        assertThat(bench.entries(Names.REQUEST_LOG)).isZero();
    }

    @Test
    void forgetsADecisionAndAStartOnlyWhenTheirReplayHasEnded() {
        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("\"approvals\":1", "\"approvals\":0"));
        outcomes();
        request(Mode.EXECUTE);
        bench.start(REPLAY, REPLAY);
        byte[] granted = onlyAnswer();
        bench.pass(AN_HOUR);
        bench.start(REPLAY, REPLAY);
        assertThat(bench.readRaw(Topic.REPLAY_START))
                .as("while the answer stands on its topic")
                .isEmpty();

        bench.pass(TopologySettings.USUAL.memory());
        bench.start(REPLAY, REPLAY);
        bench.request(World.request(REPLAY, Mode.EXECUTE).setCommandId("again").build());

        assertThat(bench.onlyOutcome().getAnswer())
                .as("of one that is old and runs")
                .isEqualTo("accepted");
        assertThat(onlyAnswer()).as("where it stands there no longer").isEqualTo(granted);
        assertThat(bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class)).hasSize(1);

        end();
        bench.pass(AN_HOUR.multipliedBy(2));

        assertThat(bench.entries(Names.DECISION_LOG)).isZero();
        assertThat(bench.entries(Names.STARTS)).isZero();
    }

    @Test
    void forgetsByAgeTheRejectionsAndTheStartsOfWhatWasNeverAccepted() {
        bench.request(
                World.request(REPLAY, Mode.EXECUTE).setApprovalId("approval-1").build());
        bench.start("replay-2", "replay-2");
        assertThat(bench.entries(Names.DECISION_LOG)).isEqualTo(1);
        assertThat(bench.entries(Names.STARTS)).isEqualTo(1);

        bench.pass(TopologySettings.USUAL.memory().plus(AN_HOUR));

        assertThat(bench.entries(Names.DECISION_LOG)).isZero();
        assertThat(bench.entries(Names.STARTS)).isZero();
    }

    private byte[] onlyAnswer() {
        List<TestRecord<byte[], byte[]>> answers = bench.readRaw(Topic.REPLAY_START);
        assertThat(answers).hasSize(1);
        assertThat(new String(answers.getFirst().key(), StandardCharsets.UTF_8)).isEqualTo(REPLAY);
        return answers.getFirst().value();
    }

    private void end() {
        bench.feed(Topic.REPLAY_AUDITED, REPLAY, World.completedDryRun(REPLAY, World.NOON, World.divergence(1, 0)));
    }

    private void request(Mode mode) {
        bench.request(World.request(REPLAY, mode).build());
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    private void control(String control, Person by, String environment) {
        control(REPLAY, control, by, environment);
    }

    private void control(String replayId, String control, Person by, String environment) {
        feed(asked("control-" + ++commands, replayId, control, by, environment));
    }

    private void feed(ReplayControlRequested asked) {
        bench.feed(Topic.REPLAY_REQUESTED, asked.getReplayId(), asked);
    }

    private static ReplayControlRequested asked(
            String commandId, String replayId, String control, Person by, String environment) {
        return ReplayControlRequested.newBuilder()
                .setCommandId(commandId)
                .setReplayId(replayId)
                .setControl(control)
                .setBy(by)
                .setEnvironments(List.of(environment))
                .setReason("because of " + control)
                .setAt(World.NOON)
                .build();
    }

    private List<CommandOutcome> outcomes() {
        return bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class);
    }

    private List<ReplayControl> controls() {
        return bench.read(Topic.REPLAY_CONTROL, ReplayControl.class);
    }

    private static String code(CommandOutcome refused) {
        return refused.getFindings().getFirst().getCode();
    }
}
