package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.Wish;
import io.byteor.runner.target.TargetCluster;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayControlTest {
    private static final int RECORDS = 400;
    private static final long STRONG = ReplayFixture.strongOf(RECORDS);
    private static final String FAILING = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.1",
              "lanes": [{"name": "feed"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "some",  "filter": "sequence < 3 || payload.missing == 1"},
                  {"name": "alert", "emit": {"target": "alerts"}}]}] }
            """;
    private static final String COPYING = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.2",
              "lanes": [{"name": "feed"}, {"name": "copy"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "keep",  "emit": {"lane": "copy"}},
                  {"name": "alert", "emit": {"target": "alerts"}}]}] }
            """;
    private static final Wish PAUSE = new Wish.Pause("paused by olga: look first");
    private static final Wish CANCEL = new Wish.Cancel("cancelled by olga: enough");

    @TempDir
    private Path folder;

    private InMemoryReplayLog log = new InMemoryReplayLog();
    private ReplayFixture incident;
    private Instant now = ReplayFixture.CAPTURED;
    private InstantSource clock = () -> now;
    private StartDesk startDesk = (_, _) -> new StartDesk.Answer.Granted();

    @BeforeEach
    void capture() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS);
    }

    @Test
    void pausesBetweenTwoRecordsAndGoesOnBehindThem() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);

        Rest rest = turnAfter(3, PAUSE, accepted);

        ReplayCheckpoint paused = checkpoint(accepted);
        assertThat(rest).isEqualTo(Rest.PAUSED);
        assertThat(paused.getState()).isEqualTo("paused");
        assertThat(paused.getReason()).isEqualTo("paused by olga: look first");
        assertThat(paused.getPausedAt()).isEqualTo(now);
        assertThat(log.effects).hasSizeBetween(3, (int) STRONG - 1);
        assertThat(paused.getByDecision()).containsEntry("applied", (long) log.effects.size());
        assertThat(run(new StopSignal(), accepted)).isEqualTo(Rest.ENDED);
        assertCompletedExactlyOnce();
    }

    @Test
    void staysPausedOverATakeOverUntilSomethingElseIsWanted() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        turnAfter(2, PAUSE, accepted);
        ReplayCheckpoint paused = checkpoint(accepted);

        StopSignal another = new StopSignal();
        another.turn(PAUSE);
        assertThat(run(another, accepted)).isEqualTo(Rest.PAUSED);

        assertThat(checkpoint(accepted)).isEqualTo(paused);
        another.turn(Wish.RUN);
        assertThat(run(another, accepted)).isEqualTo(Rest.ENDED);
        assertCompletedExactlyOnce();
    }

    @Test
    void endsAsCancelledWithEverythingThatWasAppliedInTheAudit() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);

        assertThat(turnAfter(3, CANCEL, accepted)).isEqualTo(Rest.ENDED);

        AuditRecord audit = audit();
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit.outcomeReason()).isEqualTo("cancelled by olga: enough");
        assertThat(log.effects).hasSizeBetween(3, (int) STRONG - 1);
        assertThat(audit.actions().byDecision())
                .isEqualTo(Map.of("emitted", (long) log.effects.size(), "applied", (long) log.effects.size()));
        assertThat(audit.input()).singleElement().satisfies(lane -> {
            assertThat(lane.declaredRecords()).isEqualTo(RECORDS);
            assertThat(lane.scannedRecords()).isLessThan(RECORDS);
        });
        assertThat(root()).isEqualTo(audit.actions().root());
        assertThat(run(new StopSignal(), accepted)).isEqualTo(Rest.ENDED);
        assertThat(log.audits).hasSize(1);
    }

    @Test
    void cancelsAPausedReplayWithoutRunningIt() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        turnAfter(3, PAUSE, accepted);
        int applied = log.effects.size();

        StopSignal signal = new StopSignal();
        signal.turn(CANCEL);
        assertThat(run(signal, accepted)).isEqualTo(Rest.ENDED);

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit().actions().byDecision()).containsEntry("applied", (long) applied);
        assertThat(log.effects).hasSize(applied);
        assertThat(checkpoint(accepted).getPausedAt()).isNull();
    }

    @Test
    void cancelsWhatHasNotBegunWithoutAskingForItsStart() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        StopSignal signal = new StopSignal();
        signal.turn(CANCEL);

        assertThat(run(signal, accepted)).isEqualTo(Rest.ENDED);

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(audit().actions().count()).isZero();
        assertThat(log.startRequests).isEmpty();
        assertThat(log.effects).isEmpty();
    }

    @Test
    void cancelsWhatWaitsForItsStart() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        startDesk = waitingUntil(CANCEL);

        assertThat(run(new StopSignal(), accepted)).isEqualTo(Rest.ENDED);

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(log.startRequests).hasSize(1);
        assertThat(log.effects).isEmpty();
    }

    @Test
    void asksAgainForAStartThatItWaitedForWhenItWasPaused() {
        ReplayAccepted accepted = incident.execute();
        log.admit(accepted);
        StartDesk granting = startDesk;
        startDesk = waitingUntil(PAUSE);
        assertThat(run(new StopSignal(), accepted)).isEqualTo(Rest.PAUSED);

        startDesk = granting;
        assertThat(run(new StopSignal(), accepted)).isEqualTo(Rest.ENDED);

        assertThat(log.startRequests).hasSize(2);
        assertCompletedExactlyOnce();
    }

    @Test
    void leavesPausesOutOfTheTimeThatAReplayMayTake() {
        ReplayAccepted accepted = lasting(Duration.ofHours(1));
        log.admit(accepted);
        turnAfter(2, PAUSE, accepted);
        now = now.plus(Duration.ofDays(2));

        turnAfter(2, PAUSE, accepted);
        now = now.plus(Duration.ofDays(2));
        run(new StopSignal(), accepted);

        assertCompletedExactlyOnce();
        assertThat(checkpoint(accepted).getPausedMillis())
                .isEqualTo(Duration.ofDays(4).toMillis());
    }

    @Test
    void haltsWhatRunsForLongerThanItMay() {
        ReplayAccepted accepted = lasting(Duration.ofHours(1));
        log.admit(accepted);
        StopSignal signal = new StopSignal();

        run(signal, accepted, new CountingListener(() -> now = now.plus(Duration.ofMinutes(25))));

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit().outcomeReason()).startsWith("LIMIT_EXCEEDED");
    }

    @Test
    void keepsThePacingOfTheCapture() {
        // Captured a microsecond apart: a thousandth of the speed makes that a millisecond.
        ReplayAccepted accepted = incident.accepted(Mode.EXECUTE, request -> request.setSpeed(0.001));
        log.admit(accepted);
        clock = InstantSource.system();
        Instant begun = clock.instant();

        run(new StopSignal(), accepted);

        assertCompletedExactlyOnce();
        assertThat(checkpoint(accepted).getUpdatedAt()).isAfter(begun.plusMillis(RECORDS - 51));
    }

    @Test
    void pausesWithinALongWaitForItsPace() {
        ReplayAccepted accepted = incident.accepted(Mode.EXECUTE, request -> request.setSpeed(0.000_001));
        log.admit(accepted);

        assertThat(turnAfter(2, PAUSE, accepted)).isEqualTo(Rest.PAUSED);

        assertThat(checkpoint(accepted).getPositions().getFirst().getScanned()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0.69, 10", "0.7, 100"})
    void haltsAtTheFirstRungOfAWarmUpWhereTooManyEffectsFailed(double errorRatio, long rung) throws Exception {
        ReplayAccepted accepted = warmedUp(errorRatio);

        run(new StopSignal(), accepted);

        assertHaltedAt(rung);
    }

    @Test
    void walksAllBehindAWarmUpThatHolds() throws Exception {
        run(new StopSignal(), warmedUp(0.99));

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.COMPLETED_WITH_FAILURES);
        assertThat(audit().input().getFirst().scannedRecords()).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNKNOWN_BUT_THERE"})
    void haltsAtTheSameRungWhicheverCommitOfTheClimbIsInDoubt(InMemoryReplayLog.Fate fate) throws Exception {
        ReplayAccepted accepted = warmedUp(0.5);
        ReplayCheckpoint admitted = checkpoint(accepted);
        run(new StopSignal(), accepted);
        int commits = log.commits;
        assertThat(commits).isGreaterThan(4);
        for (int doubtful = 0; doubtful < commits; doubtful++) {
            log = new InMemoryReplayLog();
            log.checkpoints.put(accepted.getReplayId(), admitted);
            log.fates.addAll(Collections.nCopies(doubtful, InMemoryReplayLog.Fate.FINE));
            log.fates.add(fate);

            run(new StopSignal(), accepted);

            assertHaltedAt(10);
        }
    }

    /** Of the records but the first three fail, each with one effect. */
    private ReplayAccepted warmedUp(double errorRatio) throws Exception {
        incident = ReplayFixture.capture(folder.resolve("failing"), RECORDS, FAILING);
        ReplayAccepted accepted = incident.accepted(Mode.EXECUTE, request -> request.setWarmUp(errorRatio));
        log.admit(accepted);
        return accepted;
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0.69, 10", "0.7, 100"})
    void haltsAnExecuteAtTheFirstRungOfAWarmUpWhereTooManyOutputsDiffer(double share, long rung) throws Exception {
        run(new StopSignal(), diverging(share));

        AuditRecord audit = audit();
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.outcomeReason()).startsWith("the warm-up ends at rung " + rung + ": of " + rung + " outputs ");
        assertThat(log.effects).hasSize((int) rung);
        assertThat(audit.divergence()).isNotNull().satisfies(divergence -> {
            assertThat(divergence.same()).isEqualTo(3);
            assertThat(divergence.changed()).isEqualTo(rung - 3);
        });
    }

    @Test
    void tellsTheDivergenceOfAnExecuteWhoseWarmUpHolds() throws Exception {
        run(new StopSignal(), diverging(0.97));

        AuditRecord audit = audit();
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(log.effects).hasSize(RECORDS);
        assertThat(audit.divergence())
                .isNotNull()
                .satisfies(divergence -> assertThat(divergence.changed()).isEqualTo(RECORDS - 3));
    }

    @Test
    void haltsAWarmUpThatIsToCompareWhatWasNeverCaptured() {
        ReplayAccepted accepted = incident.accepted(
                Mode.EXECUTE, request -> request.setWarmUp(1.0).setWarmUpDivergence(1.0));
        log.admit(accepted);

        run(new StopSignal(), accepted);

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit().outcomeReason()).contains("no captured outputs");
        assertThat(log.effects).hasSize(1);
    }

    /** Of the captured outputs all but the first three differ. */
    private ReplayAccepted diverging(double share) throws Exception {
        incident = ReplayFixture.capture(
                folder.resolve("diverging"),
                RECORDS,
                COPYING,
                Map.of("copy", i -> ReplayFixture.quake(i < 3 ? i : i + 1)));
        ReplayAccepted accepted = incident.accepted(
                Mode.EXECUTE, request -> request.setWarmUp(0.0).setWarmUpDivergence(share));
        log.admit(accepted);
        return accepted;
    }

    private void assertHaltedAt(long rung) {
        AuditRecord audit = audit();
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.outcomeReason()).startsWith("the warm-up ends at rung " + rung + ": of " + rung + " effects ");
        assertThat(audit.input().getFirst().scannedRecords()).isEqualTo(rung);
        assertThat(audit.actions().byDecision()).isEqualTo(Map.of("applied", 3L, "failed", rung - 3));
        assertThat(log.effects).hasSize(3);
    }

    private Rest turnAfter(int commits, Wish wish, ReplayAccepted accepted) {
        StopSignal signal = new StopSignal();
        int[] left = {commits};
        return run(signal, accepted, new CountingListener(() -> {
            if (--left[0] == 0) {
                signal.turn(wish);
            }
        }));
    }

    private Rest run(StopSignal signal, ReplayAccepted accepted) {
        return run(signal, accepted, new CountingListener());
    }

    private Rest run(StopSignal signal, ReplayAccepted accepted, RunListener listener) {
        RunnerPorts ports = new RunnerPorts(
                log,
                (ticket, stop) -> startDesk.await(ticket, stop),
                new TargetCluster() {
                    @Override
                    public void requireSafeTransactions() {}

                    @Override
                    public Optional<Integer> largestRecord(String topic) {
                        return Optional.of(1 << 20);
                    }
                },
                (_, target, _) -> {
                    throw new AssertionError("nothing is sent to " + target);
                },
                incident.artifacts(),
                listener,
                new ChunkLimits(2, Duration.ofMillis(100), Duration.ofSeconds(1)),
                clock,
                "runner-1");
        return new ReplayRun(ReplayTicket.of(accepted, 0), ports, signal).run();
    }

    /** No answer comes before something else is wanted. */
    private static StartDesk waitingUntil(Wish wish) {
        return (_, stop) -> {
            stop.turn(wish);
            stop.obey();
            throw new AssertionError("nobody waits for a start against " + wish);
        };
    }

    private ReplayAccepted lasting(Duration longest) {
        ReplayAccepted accepted = incident.execute();
        EnvironmentSnapshot environment = EnvironmentSnapshot.newBuilder(accepted.getEnvironment())
                .setMaxDurationMillis(longest.toMillis())
                .build();
        return ReplayAccepted.newBuilder(accepted).setEnvironment(environment).build();
    }

    private void assertCompletedExactlyOnce() {
        AuditRecord audit = audit();
        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(audit.actions().byDecision()).isEqualTo(Map.of("emitted", STRONG, "applied", STRONG));
        assertThat(log.effects)
                .hasSize((int) STRONG)
                .extracting(effect -> effect.provenance().headers().get(ProvenanceHeader.IDEMPOTENCY_KEY))
                .doesNotHaveDuplicates();
        assertThat(root()).isEqualTo(audit.actions().root());
    }

    private AuditRecord audit() {
        assertThat(log.audits).hasSize(1);
        return AuditJson.read(log.audits.getFirst().getAudit());
    }

    private ReplayCheckpoint checkpoint(ReplayAccepted accepted) {
        return log.checkpoints.get(accepted.getReplayId());
    }

    private Digest root() {
        MerkleTree tree = new MerkleTree();
        log.actions.forEach(action -> tree.append(ActionForm.leafHash(action)));
        return Digest.ofRaw(tree.root());
    }
}
