package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.replay.InMemoryReplayLog.Fate;
import io.byteor.runner.target.Outlets;
import io.byteor.runner.target.TargetCluster;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Interval;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ResolvedPipeline;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.ProvenanceHeader;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayRunTest {
    private static final int RECORDS = 400;
    private static final long STRONG = ReplayFixture.strongOf(RECORDS);

    @TempDir
    private Path folder;

    private final InMemoryReplayLog log = new InMemoryReplayLog();
    private final StopSignal stop = new StopSignal();
    private ReplayFixture incident;
    private StartDesk.Answer answer = new StartDesk.Answer.Granted();
    private Outlets outlets = (_, target, _) -> {
        throw new IllegalStateException("no way is laid to " + target);
    };
    private Optional<Integer> largestRecord = Optional.of(1 << 20);

    @BeforeEach
    void capture() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS);
    }

    @Test
    void decidesTheSameInADryRunAndInAnExecute() {
        AuditRecord dryRun = run(incident.dryRun());
        AuditRecord execute = run(incident.execute());

        assertThat(dryRun.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(dryRun.actions().byDecision()).isEqualTo(Map.of("emitted", STRONG, "would_apply", STRONG));
        assertThat(execute.actions().byDecision()).isEqualTo(Map.of("emitted", STRONG, "applied", STRONG));
        assertThat(execute.stages()).isEqualTo(dryRun.stages());
        assertThat(log.effects).hasSize((int) STRONG);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"LOST", "UNKNOWN_BUT_THERE"})
    void appliesEachEffectOnceWhateverBecomesOfEachCommit(Fate fate) {
        ReplayAccepted accepted = incident.execute();
        for (int commit = 0; commit < 12; commit++) {
            log.fates.add(commit % 3 == 0 ? fate : Fate.FINE);
        }

        AuditRecord audit = run(accepted);

        assertThat(log.commits).isGreaterThanOrEqualTo(12);
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(log.effects)
                .hasSize((int) STRONG)
                .extracting(effect -> effect.provenance().headers().get(ProvenanceHeader.IDEMPOTENCY_KEY))
                .doesNotHaveDuplicates();
        assertThat(root(log.actions)).isEqualTo(audit.actions().root());
        assertThat(log.startRequests).hasSize(1);
        assertThat(log.audits).hasSize(1);
    }

    @Test
    void stopsForGoodWhenAnotherRunnerHasComeAndLetsThatOneFinish() {
        ReplayAccepted accepted = incident.execute();
        log.fates.addAll(List.of(Fate.FINE, Fate.FINE, Fate.FENCED));

        assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> run(accepted));
        AuditRecord audit = runAgain(accepted);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(log.effects).hasSize((int) STRONG);
    }

    @Test
    void appliesNothingTwiceOverReplaysOfOneRootBundle() {
        run(incident.accepted(
                Mode.EXECUTE,
                request -> request.setSelection(
                        Selection.newBuilder().setToSequence(199L).build())));
        AuditRecord second = run(incident.execute());

        assertThat(second.actions().byDecision())
                .isEqualTo(Map.of("emitted", STRONG, "applied", STRONG / 2, "duplicate", STRONG / 2));
        assertThat(log.effects).hasSize((int) STRONG);
    }

    @Test
    void whatWasAppliedAtAnotherPlaceOfTheSameNameHoldsNothingBack() {
        run(incident.execute());
        incident.withTarget("{\"kafka\":{\"topic\":\"alerts.moved\"}}");

        AuditRecord moved = run(incident.execute());
        AuditRecord again = run(incident.execute());

        assertThat(moved.actions().byDecision()).containsEntry("applied", STRONG);
        assertThat(again.actions().byDecision()).containsEntry("duplicate", STRONG);
    }

    @Test
    void appliesAgainWhereThatIsAskedFor() {
        run(incident.execute());
        AuditRecord again = run(incident.accepted(Mode.EXECUTE, request -> request.setReapply(true)));

        assertThat(again.actions().byDecision()).containsEntry("applied", STRONG);
        assertThat(log.effects).hasSize(2 * (int) STRONG);
    }

    @Test
    void endsAsCorruptBeforeAnyEffectOfWhatIsNotVerified() throws Exception {
        flipAByteOf(incident.file("00000000000000000000.avro"));

        AuditRecord audit = run(incident.execute());

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.CORRUPT);
        assertThat(audit.outcomeReason()).contains("JOURNAL_CORRUPT", "data/journal/feed");
        assertThat(audit.input())
                .singleElement()
                .satisfies(lane -> assertThat(lane.verified()).isFalse());
        assertThat(log.effects).isEmpty();
        assertThat(log.escalations).singleElement().satisfies(due -> {
            assertThat(due.getCause()).isEqualTo("bundle_corrupt");
            assertThat(due.getSubject()).isEqualTo(audit.bundleId());
            assertThat(due.getReplayId()).isEqualTo(audit.replayId());
            assertThat(due.getEvidence()).isEqualTo(audit.outcomeReason());
        });
    }

    @Test
    void endsAsRefusedWithTheReasonWhereTheStartIsNotGranted() {
        answer = new StartDesk.Answer.Refused(
                List.of(new Finding("APPROVAL_REVOKED", FindingOutcome.FAILED, "revoked by anna", "")));

        AuditRecord audit = run(incident.execute());

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.REFUSED);
        assertThat(audit.outcomeReason()).isEqualTo("APPROVAL_REVOKED: revoked by anna");
        assertThat(audit.reason()).isEqualTo(incident.execute().getRequest().getReason());
        assertThat(log.effects).isEmpty();
    }

    @Test
    void failsWithoutAskingForAStartWhereTheTargetTopicIsMissing() {
        largestRecord = Optional.empty();

        AuditRecord audit = run(incident.execute());

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason()).startsWith("TARGET_FAILED");
        assertThat(log.startRequests).isEmpty();
    }

    @Test
    void haltsWhenTheErrorBudgetIsSpent() {
        largestRecord = Optional.of(100);

        AuditRecord audit = run(incident.accepted(Mode.EXECUTE, request -> request.setErrorBudget(2L)));

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.actions().byDecision()).isEqualTo(Map.of("emitted", 3L, "failed", 3L));
    }

    @Test
    void completesWithFailuresWhereNoBudgetIsSet() {
        largestRecord = Optional.of(100);

        assertThat(run(incident.execute()).outcome()).isEqualTo(ReplayOutcome.COMPLETED_WITH_FAILURES);
    }

    @Test
    void haltsBeforeItsLedgerOutgrowsWhatACheckpointHolds() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        List<Interval> scattered = LongStream.range(0, EffectLedger.MOST_INTERVALS)
                .mapToObj(i -> new Interval(2 * i, 2 * i))
                .toList();
        log.checkpoints.computeIfPresent(
                accepted.getReplayId(),
                (_, checkpoint) -> ReplayCheckpoint.newBuilder(checkpoint)
                        .setLedger(List.of(new LedgerEntry("other", "triage", "alert", "alerts", scattered)))
                        .build());

        AuditRecord audit = runAgain(accepted);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.outcomeReason()).startsWith("LIMIT_EXCEEDED");
        assertThat(new InMemoryEventCodec()
                        .encode(Topic.REPLAY_CHECKPOINT, log.checkpoints.get(accepted.getReplayId())))
                .hasSizeLessThan(Topic.REPLAY_CHECKPOINT.largestRecord().orElseThrow() / 2);
    }

    @Test
    void keepsOnlyCountsWhereADryRunAsksForNoMore() {
        AuditRecord audit = run(incident.accepted(Mode.DRY_RUN, request -> request.setDetail(Detail.COUNTS)));

        assertThat(audit.actions().count()).isEqualTo(2 * STRONG);
        assertThat(audit.actions().listed()).isZero();
        assertThat(audit.actions().truncatedAt()).isZero();
        assertThat(log.actions).isEmpty();
    }

    @Test
    void selectsByRangePredicateAndLimit() {
        AuditRecord audit = run(incident.accepted(
                Mode.DRY_RUN,
                request -> request.setSelection(Selection.newBuilder()
                        .setFromSequence(30L)
                        .setPredicate("payload.properties.mag >= 4.5")
                        .setLimit(3L)
                        .build())));

        assertThat(audit.input().getFirst().selectedRecords()).isEqualTo(3);
        assertThat(audit.input().getFirst().sampleHashes())
                .extracting(AuditRecord.Sample::sequence)
                .containsExactly(40L, 60L, 80L);
    }

    @Test
    void listsARecordOnWhichThePredicateFails() {
        AuditRecord audit = run(incident.accepted(
                Mode.DRY_RUN,
                request -> request.setSelection(Selection.newBuilder()
                        .setToSequence(0L)
                        .setPredicate("payload.missing == 1")
                        .build())));

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED_WITH_FAILURES);
        assertThat(log.actions).singleElement().satisfies(action -> {
            assertThat(action.getStage()).isEqualTo("selection");
            assertThat(action.getDecision()).isEqualTo(ActionDecision.FAILED.text());
            assertThat(action.getReason()).startsWith("EXPRESSION_FAILED");
        });
    }

    @Test
    void refusesASpecThatIsNotTheAcceptedOne() {
        ReplayAccepted accepted = incident.dryRun();
        ReplayAccepted other = ReplayAccepted.newBuilder(accepted)
                .setPipeline(ResolvedPipeline.newBuilder(accepted.getPipeline())
                        .setSpecHash(Digest.of(new byte[0]).toString())
                        .build())
                .build();

        AuditRecord audit = run(other);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason()).startsWith("SPEC_HASH_UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({"false, ArithmeticException", "true, StackOverflowError"})
    void turnsAFaultOfOursIntoAnOutcomeFromTheLastCommittedChunk(boolean overflowing, String fault) {
        log.brokenWrites = 25;
        log.overflowing = overflowing;

        AuditRecord audit = run(incident.execute());

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason()).isEqualTo("INTERNAL: " + fault);
        assertThat(root(log.actions)).isEqualTo(audit.actions().root());
        assertThat(audit.actions().byDecision()).containsEntry("applied", (long) log.effects.size());
    }

    @Test
    void leavesTheReplayAsItIsWhenAStopWasRequested() {
        stop.request();
        ReplayAccepted accepted = incident.dryRun();
        log.admit(accepted);

        new ReplayRun(ReplayTicket.of(accepted, 0), ports(), stop).run();

        assertThat(log.audits).isEmpty();
        assertThat(log.commits).isZero();
    }

    private AuditRecord run(ReplayAccepted accepted) {
        log.admit(accepted);
        return runAgain(accepted);
    }

    private AuditRecord runAgain(ReplayAccepted accepted) {
        new ReplayRun(ReplayTicket.of(accepted, 0), ports(), stop).run();
        return AuditJson.read(log.audits.getLast().getAudit());
    }

    private RunnerPorts ports() {
        return new RunnerPorts(
                log,
                (_, _) -> answer,
                new TargetCluster() {
                    @Override
                    public void requireSafeTransactions() {}

                    @Override
                    public Optional<Integer> largestRecord(String topic) {
                        return largestRecord;
                    }
                },
                outlets,
                incident.artifacts(),
                new CountingListener(),
                new ChunkLimits(4, Duration.ofMillis(100), Duration.ofSeconds(1)),
                InstantSource.system(),
                "runner-1");
    }

    private static void flipAByteOf(Path file) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long middle = channel.size() / 2;
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, middle);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), middle);
        }
    }

    private static Digest root(List<ReplayAction> actions) {
        MerkleTree tree = new MerkleTree();
        actions.forEach(action -> tree.append(ActionForm.leafHash(action)));
        return Digest.ofRaw(tree.root());
    }
}
