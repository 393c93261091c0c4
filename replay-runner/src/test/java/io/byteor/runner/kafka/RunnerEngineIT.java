package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.ActionKey;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.ProvenanceHeader;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerEngineIT {
    private static final int RECORDS = 1_707;
    /** A second is the promise; a loaded machine that builds is given more. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final int STRONG = ReplayFixture.strongOf(RECORDS);

    @TempDir
    private Path folder;

    private RunnerWorld world;
    private ReplayFixture incident;
    private String alerts;
    private RunnerEngine engine;

    @BeforeEach
    void startARunner() throws Exception {
        world = new RunnerWorld();
        alerts = world.newTopic();
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS).withTargetTopic(alerts);
        engine = engine("runner-it");
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
        world.close();
    }

    private RunnerEngine engine(String runner) {
        return new RunnerEngine(
                world.clients(runner),
                InMemoryEventCodec::new,
                (bundleId, path) -> incident.artifacts().open(bundleId, path),
                RunnerWorld.nowhereElse(),
                new CountingListener(),
                new ChunkLimits(50, Duration.ofMillis(100), Duration.ofSeconds(1)),
                2,
                InstantSource.system());
    }

    @Test
    void listsEveryActionOfADryRunAndTouchesNoTarget() throws Exception {
        ReplayAccepted accepted = incident.dryRun();

        world.decide(accepted);

        AuditRecord audit = audit(accepted);
        List<ReplayAction> actions = world.events(Topic.REPLAY_ACTION, accepted.getReplayId(), ReplayAction.class);
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(audit.actions().byDecision())
                .isEqualTo(Map.of("emitted", (long) STRONG, "would_apply", (long) STRONG));
        assertThat(actions).hasSize(2 * STRONG).extracting(ReplayAction::getSeq).isSorted();
        assertThat(root(actions)).isEqualTo(audit.actions().root());
        assertThat(audit.stages())
                .containsExactly(
                        new AuditRecord.Stage("triage", "strong-only", RECORDS, STRONG, 0),
                        new AuditRecord.Stage("triage", "shape", STRONG, STRONG, 0),
                        new AuditRecord.Stage("triage", "keep", STRONG, STRONG, 0),
                        new AuditRecord.Stage("triage", "alert", STRONG, STRONG, 0));
        assertThat(audit.input()).singleElement().satisfies(lane -> {
            assertThat(lane.path()).isEqualTo("data/journal/feed");
            assertThat(lane.declaredRecords()).isEqualTo(RECORDS);
            assertThat(lane.scannedRecords()).isEqualTo(RECORDS);
            assertThat(lane.selectedRecords()).isEqualTo(RECORDS);
            assertThat(lane.verified()).isTrue();
            assertThat(lane.sampleHashes()).hasSizeBetween(9, 16);
            assertThat(lane.sampleHashes().getFirst().sequence()).isZero();
            assertThat(lane.sampleHashes().getLast().sequence()).isEqualTo(RECORDS - 1);
        });
        assertThat(world.committed(alerts)).isEmpty();
    }

    @Test
    void listsTheActionOfARecordWhoseKeyIsLargerThanAnActionMayBe() throws Exception {
        byte[] key = new byte[2 << 20];
        new Random(7).nextBytes(key);
        incident = ReplayFixture.captureKey(folder.resolve("large-key"), key);
        ReplayAccepted accepted = incident.dryRun();

        world.decide(accepted);

        AuditRecord audit = audit(accepted);
        List<ReplayAction> actions = world.events(Topic.REPLAY_ACTION, accepted.getReplayId(), ReplayAction.class);
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(actions).hasSize(2);
        assertThat(actions.getFirst().getKey()).isEqualTo(ActionKey.of(key));
        assertThat(root(actions)).isEqualTo(audit.actions().root());
    }

    @Test
    void appliesEveryEffectOnceAndCallsThemDuplicatesTheSecondTime() throws Exception {
        ReplayAccepted first = incident.execute();
        ReplayAccepted second = incident.execute();

        world.decide(first);
        StartRequested asked = world.awaitEvent(Topic.APPROVAL_COMMAND, first.getReplayId(), StartRequested.class);
        assertThat(asked.getReplayId()).isEqualTo(first.getReplayId());
        assertThat(world.committed(alerts)).isEmpty();
        world.grant(first);
        AuditRecord applied = audit(first);
        world.decide(second);
        world.grant(second);
        AuditRecord again = audit(second);

        assertThat(applied.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(applied.actions().byDecision())
                .isEqualTo(Map.of("emitted", (long) STRONG, "applied", (long) STRONG));
        assertThat(again.actions().byDecision())
                .isEqualTo(Map.of("emitted", (long) STRONG, "duplicate", (long) STRONG));
        List<ConsumerRecord<String, byte[]>> records = world.committed(alerts);
        assertThat(records).hasSize(STRONG).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
        ConsumerRecord<String, byte[]> strongest = records.stream()
                .filter(record -> record.key().equals("quake-60"))
                .findFirst()
                .orElseThrow();
        assertThat(strongest.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"id\":\"quake-60\",\"mag\":5}");
        assertThat(RunnerWorld.header(strongest, ProvenanceHeader.ORIGIN)).isEqualTo("feed/60");
        assertThat(RunnerWorld.header(strongest, ProvenanceHeader.REPLAY_ID)).isEqualTo(first.getReplayId());
        assertThat(RunnerWorld.header(strongest, ProvenanceHeader.ROOT_BUNDLE))
                .isEqualTo(incident.bundleId().toString());
        assertThat(RunnerWorld.header(strongest, ProvenanceHeader.IDEMPOTENCY_KEY))
                .hasSize(64);
    }

    @Test
    void failsAloneWhereTheTargetTopicIsMissingAndAsksForNoStart() throws Exception {
        ReplayAccepted lost =
                incident.withTargetTopic("missing-" + UUID.randomUUID()).execute();
        ReplayAccepted fine = incident.withTargetTopic(alerts).execute();

        world.decide(lost);
        world.decide(fine);
        world.grant(fine);

        AuditRecord failed = audit(lost);
        assertThat(failed.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(failed.outcomeReason()).startsWith("TARGET_FAILED: the topic missing-");
        assertThat(world.events(Topic.APPROVAL_COMMAND, lost.getReplayId(), StartRequested.class))
                .isEmpty();
        assertThat(audit(fine).outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    }

    @Test
    void sendsWhatItCannotReadToTheDeadLetterAndGoesOn() throws Exception {
        ReplayAccepted accepted = incident.dryRun();
        String key = incident.bundleId().toString();
        byte[] poison = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        world.sendRaw(Topic.REPLAY_DECIDED.topicName(), key, poison);
        world.decide(accepted);

        assertThat(audit(accepted).outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(world.committed(Topic.DEAD_LETTER.topicName()))
                .filteredOn(record -> java.util.Arrays.equals(record.value(), poison))
                .singleElement()
                .satisfies(record -> assertThat(RunnerWorld.header(record, DeadLetter.ORIGIN_TOPIC))
                        .isEqualTo(Topic.REPLAY_DECIDED.topicName()));
    }

    @Test
    void goesOnAfterARestartWithWhatWasAdmitted() throws Exception {
        ReplayAccepted waiting = incident.execute();
        world.decide(waiting);
        world.awaitEvent(Topic.APPROVAL_COMMAND, waiting.getReplayId(), StartRequested.class);
        engine.close();

        world.grant(waiting);
        engine = engine("runner-it");
        engine.start();

        assertThat(audit(waiting).actions().byDecision()).containsEntry("applied", (long) STRONG);
        assertThat(world.committed(alerts)).hasSize(STRONG);
        assertThat(world.events(Topic.APPROVAL_COMMAND, waiting.getReplayId(), StartRequested.class))
                .hasSize(1);
    }

    @Test
    void pausesAndCancelsARunningExecuteSoonAndAccountsForEveryEffect() throws Exception {
        ReplayAccepted slow = incident.accepted(Mode.EXECUTE, request -> request.setRate(200L));
        world.decide(slow);
        world.grant(slow);
        world.awaitState(slow, "running");

        ReplayProgressed progress = world.awaitEvent(Topic.REPLAY_PROGRESS, slow.getReplayId(), ReplayProgressed.class);
        assertThat(progress.getExpected()).isEqualTo(RECORDS);
        Instant told = Instant.now();
        world.want(slow, "paused");
        ReplayCheckpoint paused = world.awaitState(slow, "paused");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> world.events(Topic.REPLAY_PROGRESS, slow.getReplayId(), ReplayProgressed.class)
                        .getLast()
                        .getState()
                        .equals("paused"));
        world.want(slow, "cancelled");
        AuditRecord audit = audit(slow);

        assertThat(paused.getPausedAt()).isBefore(told.plus(SOON));
        assertThat(paused.getReason()).isEqualTo("paused by https://byteor.local#olga: look first");
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit.outcomeReason()).isEqualTo("cancelled by https://byteor.local#olga: look first");
        assertThat(audit.actions().count()).isEqualTo(paused.getActions());
        assertThat(audit.actions().byDecision())
                .containsEntry("applied", (long) world.committed(alerts).size());
        assertThat(audit.input().getFirst().scannedRecords()).isLessThan(RECORDS);
        Awaitility.await().until(() -> engine.active() == 0);
    }

    @Test
    void keepsTheReplaysOfAnAgentStillWhileItIsInQuarantine() throws Exception {
        ReplayAccepted slow = incident.accepted(Mode.EXECUTE, request -> request.setRate(200L));
        world.decide(slow);
        world.grant(slow);
        world.awaitState(slow, "running");
        Instant told = Instant.now();

        world.quarantine(slow);
        ReplayCheckpoint paused = world.awaitState(slow, "paused");
        world.release(slow);
        world.awaitState(slow, "running");
        world.want(slow, "cancelled");

        assertThat(paused.getPausedAt()).isBefore(told.plus(SOON));
        assertThat(paused.getReason()).isEqualTo("agent " + slow.getBundle().getAgentId() + " is in quarantine");
        AuditRecord audit = audit(slow);
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit.actions().byDecision())
                .containsEntry("applied", (long) world.committed(alerts).size());
    }

    @Test
    void cancelsWhatWaitsForItsStartAndWhatStandsInLineBehindIt() throws Exception {
        ReplayAccepted waiting = incident.execute();
        ReplayAccepted behind = incident.execute();
        world.decide(waiting);
        world.decide(behind);
        world.awaitEvent(Topic.APPROVAL_COMMAND, waiting.getReplayId(), StartRequested.class);

        world.want(behind, "cancelled");
        world.want(waiting, "cancelled");

        assertThat(audit(waiting).outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit(behind).outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(world.events(Topic.APPROVAL_COMMAND, behind.getReplayId(), StartRequested.class))
                .isEmpty();
        assertThat(world.committed(alerts)).isEmpty();
    }

    @Test
    void admitsNothingAnewWhenTheOffsetsOfTheGroupAreGone() throws Exception {
        ReplayAccepted before = incident.execute();
        world.decide(before);
        world.grant(before);
        audit(before);
        engine.close();
        List<ReplayCheckpoint> checkpoints = checkpoints(before);

        world.forgetOffsets(RunnerClients.GROUP);
        ReplayAccepted meanwhile = incident.execute();
        world.decide(meanwhile);
        world.grant(meanwhile);
        engine = engine("runner-it");
        engine.start();

        assertThat(audit(meanwhile).actions().byDecision())
                .as("the ledger of the first still stands")
                .isEqualTo(Map.of("emitted", (long) STRONG, "duplicate", (long) STRONG));
        assertThat(checkpoints(before)).isEqualTo(checkpoints);
        assertThat(world.events(Topic.REPLAY_AUDITED, before.getReplayId(), ReplayAudited.class))
                .hasSize(1);
        assertThat(world.committed(alerts)).hasSize(STRONG);
    }

    @Test
    void saysHowItFares() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> engine.silence().isPresent());

        assertThat(engine.alive()).isTrue();
        assertThat(engine.brokerAnswers(Duration.ofSeconds(5))).isTrue();
        assertThat(engine.silence().orElseThrow()).isLessThan(Duration.ofSeconds(10));
    }

    private List<ReplayCheckpoint> checkpoints(ReplayAccepted accepted) {
        return world.events(Topic.REPLAY_CHECKPOINT, accepted.getReplayId(), ReplayCheckpoint.class);
    }

    private AuditRecord audit(ReplayAccepted accepted) {
        ReplayAudited audited = world.awaitEvent(Topic.REPLAY_AUDITED, accepted.getReplayId(), ReplayAudited.class);
        assertThat(world.events(Topic.REPLAY_CHECKPOINT, accepted.getReplayId(), ReplayCheckpoint.class)
                        .getLast()
                        .getState())
                .isEqualTo("finished");
        return AuditJson.read(audited.getAudit());
    }

    private static Digest root(List<ReplayAction> actions) {
        MerkleTree tree = new MerkleTree();
        actions.forEach(action -> tree.append(ActionForm.leafHash(action)));
        return Digest.ofRaw(tree.root());
    }
}
