package io.byteor.validator.topology;

import static io.byteor.validator.topology.RequestTopologyTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.LearningCodec;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTopologyTest {
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void demandADryRun() {
        bench = Bench.furnished(directory);
        bench.put(
                "environment",
                World.ENVIRONMENT,
                World.DEMO
                        .replace("\"approvals\":1", "\"approvals\":0")
                        .replace(
                                "\"dryRunWithin\":null,\"maxDivergence\":null",
                                "\"dryRunWithin\":\"PT1H\",\"maxDivergence\":0.1"));
        bench.onlyOutcome();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void waitsForADryRunThatIsOnItsWay() {
        execute("replay-1");
        bench.pass(Duration.ofSeconds(4));
        assertThat(bench.readRaw(Topic.COMMAND_OUTCOME)).isEmpty();

        audit(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 1)));
        bench.pass(Duration.ofMillis(100));

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    @Test
    void rejectsWhereNoneCameInTime() {
        execute("replay-1");
        bench.pass(Duration.ofSeconds(5));

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void countsTheDryRunThatEndedLastInWhateverOrderTheyArrive() {
        audit(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 5)));
        audit(World.completedDryRun("replay-9", World.NOON.minusSeconds(1), World.divergence(10, 0)));

        execute("replay-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void takesNoDryRunThatComparedNothingForOneThatDivergesLittle() {
        audit(World.completedDryRun("replay-0", World.NOON, World.divergence(0, 0)));

        execute("replay-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void countsNeitherWhatDidNotCompleteNorWhatWasExecutedNorGarbage() {
        ReplayAudited completed = World.completedDryRun("replay-0", World.NOON, World.divergence(10, 0));
        audit(ReplayAudited.newBuilder(completed).setOutcome("cancelled").build());
        audit(ReplayAudited.newBuilder(completed).setMode(Mode.EXECUTE).build());
        audit(ReplayAudited.newBuilder(completed).setSelectionDigest(null).build());
        bench.feedRaw(Topic.REPLAY_AUDITED, World.SELECTION_DIGEST.getBytes(StandardCharsets.UTF_8), GARBAGE);
        bench.feedRaw(Topic.REPLAY_AUDITED, GARBAGE, null);

        execute("replay-1");
        bench.pass(Duration.ofSeconds(5));

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void takesADryRunWhoseAuditSaysNothingForOneThatIsMissing() {
        ReplayAudited completed = World.completedDryRun("replay-0", World.NOON, World.divergence(10, 0));
        audit(ReplayAudited.newBuilder(completed).setAudit("{}").build());

        execute("replay-1");
        bench.pass(Duration.ofSeconds(5));

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void anAuditThatCannotBeReadYetHoldsUpNoOtherFact() {
        auditForeign(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 0)));
        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("\"freezes\":[]", World.FROZEN));
        bench.onlyOutcome();

        execute("replay-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).contains("ENVIRONMENT_FROZEN");
    }

    @Test
    void countsAnAuditOnceItCanBeReadAndAnotherHasCome() {
        auditForeign(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 0)));
        execute("replay-1");
        bench.pass(Duration.ofSeconds(5));
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");

        bench.codec.learn(LearningCodec.Knowledge.KNOWN);
        audit(World.completedDryRun("replay-9", World.NOON.minusSeconds(1), World.divergence(10, 5)));
        execute("replay-2");

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
        assertThat(bench.entries(Names.facts(Topic.REPLAY_AUDITED)))
                .as("two ends, a rejection's, and the latest dry-run")
                .isEqualTo(4);
    }

    @Test
    void countsNoEarlierDryRunInPlaceOfOneThatCannotBeReadYet() {
        bench.codec.learn(LearningCodec.Knowledge.KNOWN);
        auditForeign(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 5)));
        bench.codec.learn(LearningCodec.Knowledge.NOT_YET);
        audit(World.completedDryRun("replay-9", World.NOON.minusSeconds(1), World.divergence(10, 0)));

        bench.codec.learn(LearningCodec.Knowledge.KNOWN);
        execute("replay-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DRY_RUN_REQUIRED");
    }

    @Test
    void takesNoKeyAnewWhoseAuditCannotBeReadYet() {
        auditForeign(World.completedDryRun("replay-1", World.NOON, World.divergence(10, 0)));

        execute("replay-1");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void dropsAnAuditOfASchemaThatTheRegistryHasNot() {
        auditForeign(World.completedDryRun("replay-0", World.NOON, World.divergence(10, 0)));
        long before = bench.entries(Names.facts(Topic.REPLAY_AUDITED));

        bench.codec.learn(LearningCodec.Knowledge.NEVER);
        bench.feedRaw(Topic.REPLAY_AUDITED, GARBAGE, GARBAGE);

        assertThat(before).isEqualTo(1);
        assertThat(bench.entries(Names.facts(Topic.REPLAY_AUDITED))).isZero();
    }

    private void auditForeign(ReplayAudited audited) {
        bench.feedRaw(
                Topic.REPLAY_AUDITED,
                audited.getReplayId().getBytes(StandardCharsets.UTF_8),
                bench.codec.foreign(Topic.REPLAY_AUDITED, audited));
    }

    private void audit(ReplayAudited audited) {
        bench.feed(Topic.REPLAY_AUDITED, audited.getReplayId(), audited);
    }

    private void execute(String replayId) {
        bench.request(World.request(replayId, Mode.EXECUTE).build());
    }
}
