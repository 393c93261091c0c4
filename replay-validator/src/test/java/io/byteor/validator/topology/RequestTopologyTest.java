package io.byteor.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTopologyTest {
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
    void acceptsADryRunAtOnceUnderTheKeyOfItsRootBundle() {
        bench.request(dryRun("replay-1").build());

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
        assertThat(bench.readRaw(Topic.REPLAY_DECIDED)).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(World.BUNDLE_ID);
        });
    }

    @Test
    void writesIntoTheAcceptanceWhatTheReplayMayDo() {
        bench.request(dryRun("replay-1").build());

        ReplayAccepted accepted =
                bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class).getFirst();
        assertThat(accepted.getPipeline().getMatch()).isEqualTo("same");
        assertThat(accepted.getEnvironment().getMaxRecordsPerSecond()).isEqualTo(50_000);
        assertThat(accepted.getApproval().getStatus()).isEqualTo("not_required");
        assertThat(accepted.getStartKey()).isNull();
        assertThat(accepted.getTargets()).isEmpty();
        assertThat(accepted.getValidUntil()).isEqualTo(accepted.getAcceptedAt().plus(Duration.ofMinutes(15)));
    }

    @Test
    void rejectsAnExecuteWithoutTheApprovalThatIsRequired() {
        bench.request(World.request("replay-1", Mode.EXECUTE).build());

        CommandOutcome outcome = bench.onlyOutcome();
        assertThat(outcome.getStatus()).isEqualTo(CommandStatus.DONE);
        assertThat(outcome.getAnswer()).isEqualTo("rejected");
        assertThat(failed(outcome.getFindings())).containsExactly("APPROVAL_MISSING");
    }

    @Test
    void leavesAnAuditOfARejectedRequest() {
        bench.request(World.request("replay-1", Mode.EXECUTE).build());

        assertThat(bench.read(Topic.REPLAY_AUDITED, ReplayAudited.class))
                .singleElement()
                .satisfies(audit -> {
                    assertThat(audit.getOutcome()).isEqualTo("rejected");
                    assertThat(audit.getAudit()).contains("APPROVAL_MISSING").contains("\"approval\":\"missing\"");
                });
    }

    @Test
    void handsAnExecuteThatNeedsNoApprovalToTheOwnerOfItsStartKey() {
        bench.put("environment", World.ENVIRONMENT, World.DEMO.replace("\"approvals\":1", "\"approvals\":0"));
        bench.onlyOutcome();

        bench.request(World.request("replay-1", Mode.EXECUTE).build());

        ReplayAccepted accepted =
                bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class).getFirst();
        assertThat(accepted.getStartKey()).isEqualTo("replay-1");
        assertThat(accepted.getTargets())
                .singleElement()
                .satisfies(target ->
                        assertThat(target.getAddress()).isEqualTo("{\"kafka\":{\"topic\":\"quake.alerts\"}}"));
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    @Test
    void answersARepeatFromMemoryAndDecidesOnce() {
        bench.request(dryRun("replay-1").build());
        CommandOutcome first = bench.onlyOutcome();

        bench.request(dryRun("replay-1").setCommandId("again").build());

        CommandOutcome second = bench.onlyOutcome();
        assertThat(second.getCommandId()).isEqualTo("again");
        assertThat(second.getAnswer()).isEqualTo(first.getAnswer());
        assertThat(second.getFindings()).isEqualTo(first.getFindings());
        assertThat(bench.read(Topic.REPLAY_DECIDED, ReplayAccepted.class)).hasSize(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameId() {
        bench.request(dryRun("replay-1").build());
        bench.onlyOutcome();

        bench.request(dryRun("replay-1").setCommandId("again").setRate(1L).build());

        CommandOutcome outcome = bench.onlyOutcome();
        assertThat(outcome.getStatus()).isEqualTo(CommandStatus.REFUSED);
        assertThat(failed(outcome.getFindings())).containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(bench.read(Topic.REPLAY_DECIDED, ReplayRejected.class)).isEmpty();
    }

    @Test
    void decidesNothingAnewUnderAKeyThatItHasForgotten() {
        bench.request(dryRun("replay-1").setRate(50_001L).build());
        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("rejected");
        assertThat(bench.read(Topic.REPLAY_AUDITED, ReplayAudited.class)).hasSize(1);
        bench.pass(TopologySettings.USUAL.memory().plusHours(2));
        assertThat(bench.entries(Names.REQUEST_LOG)).isZero();

        bench.request(dryRun("replay-1").setCommandId("again").build());

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(bench.readRaw(Topic.REPLAY_DECIDED)).hasSize(1);
        assertThat(bench.readRaw(Topic.REPLAY_AUDITED)).isEmpty();
    }

    @Test
    void waitsForABundleThatIsOnItsWay() {
        String other = "sha256:" + "e".repeat(64);
        bench.request(dryRun("replay-1").setBundleId(other).build());
        bench.pass(Duration.ofSeconds(4));
        assertThat(bench.readRaw(Topic.COMMAND_OUTCOME)).isEmpty();

        bench.feed(
                Topic.BUNDLE_CAPTURED,
                other,
                io.byteor.schemas.event.BundleCaptured.newBuilder(World.bundle())
                        .setBundleId(other)
                        .build());
        bench.pass(Duration.ofMillis(100));

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    @Test
    void failsClosedWhenTheGraceIsOver() {
        String other = "sha256:" + "e".repeat(64);
        bench.request(dryRun("replay-1").setBundleId(other).build());
        bench.request(
                dryRun("replay-1").setBundleId(other).setCommandId("again").build());

        bench.pass(Duration.ofSeconds(5));

        assertThat(bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(failed(outcome.getFindings())).contains("BUNDLE_UNKNOWN"));
        assertThat(bench.readRaw(Topic.REPLAY_DECIDED))
                .singleElement()
                .satisfies(record -> assertThat(new String(record.key(), StandardCharsets.UTF_8))
                        .isEqualTo(other));
        assertThat(bench.read(Topic.REPLAY_AUDITED, ReplayAudited.class)).hasSize(1);
    }

    @Test
    void knowsABundleNoLongerOnceItIsDeleted() {
        BundleCaptured captured = World.bundle();
        bench.feed(
                Topic.BUNDLE_CAPTURED,
                captured.getBundleId(),
                BundleDeleted.newBuilder()
                        .setBundleId(captured.getBundleId())
                        .setRootBundleId(captured.getRootBundleId())
                        .setIncidentId(captured.getIncidentId())
                        .setAgentId(captured.getAgentId())
                        .setEnvironment(captured.getEnvironment())
                        .setReason("retention")
                        .setStoredAt(captured.getStoredAt())
                        .setDeletedAt(captured.getStoredAt().plusSeconds(1))
                        .build());
        bench.request(dryRun("replay-1").build());
        bench.pass(Duration.ofSeconds(5));

        assertThat(bench.onlyOutcome().getFindings())
                .filteredOn(finding -> finding.getCode().equals("BUNDLE_UNKNOWN"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.getEvidence()).contains("deleted"));
    }

    @Test
    void takesAFactThatDoesNotDecodeForOneThatIsMissing() {
        bench.feedRaw(
                Topic.AGENT,
                World.AGENT_ID.getBytes(StandardCharsets.UTF_8),
                "garbage".getBytes(StandardCharsets.UTF_8));
        bench.feedRaw(Topic.AGENT, null, "garbage".getBytes(StandardCharsets.UTF_8));
        bench.request(dryRun("replay-1").build());
        bench.pass(Duration.ofSeconds(5));

        assertThat(failed(bench.onlyOutcome().getFindings())).contains(ErrorCode.AGENT_UNRESOLVED.name());
    }

    private static ReplayRequested.Builder dryRun(String replayId) {
        return World.request(replayId, Mode.DRY_RUN);
    }

    static List<String> failed(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .map(Finding::getCode)
                .toList();
    }
}
