package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.replay.InMemoryReplayLog.Fate;
import io.byteor.runner.target.TargetLostException;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTargetTest {
    private static final int RECORDS = 800;
    private static final int STRONG = ReplayFixture.strongOf(RECORDS);
    /** So often in a row a target may be out of reach. */
    private static final int PATIENCE = 30;

    @TempDir
    private Path folder;

    private final FakeOutlet server = new FakeOutlet(false);
    private final FakeOutlet cluster = new FakeOutlet(true);
    private ReplayFixture incident;
    private RemoteWorld world;
    private InMemoryReplayLog log;

    @BeforeEach
    void capture() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS)
                .withTarget("{\"http\":{\"url\":\"https://alerts.example/\"}}");
        world = new RemoteWorld(incident);
        log = world.log;
    }

    @Test
    void commitsWhatItIsAboutToSendBeforeItSendsIt() {
        ReplayAccepted accepted = incident.execute();
        server.beforeSending = () -> {
            ReplayCheckpoint committed = log.checkpoints.get(accepted.getReplayId());
            assertThat(EffectLedger.of(committed.getDispatching()).sequences()).isBetween(1L, (long) FakeOutlet.WINDOW);
            assertThat(EffectLedger.of(committed.getLedger()).sequences()).isEqualTo(server.received.size());
        };

        AuditRecord audit = run(accepted, server);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(audit.actions().byDecision()).containsEntry("applied", (long) STRONG);
        assertThat(log.checkpoints.get(accepted.getReplayId()).getDispatching()).isEmpty();
        assertThat(server.received).hasSize(STRONG).doesNotHaveDuplicates();
    }

    @Test
    void callsUnknownAndNeverSendsAgainWhatWasUnderWayWhenARunnerWasLost() {
        ReplayAccepted accepted = incident.execute();
        server.untilDeath = 2 * FakeOutlet.WINDOW - 2;
        assertThatExceptionOfType(FakeOutlet.Death.class).isThrownBy(() -> run(accepted, server));

        AuditRecord audit = runAgain(accepted, server);
        AuditRecord later = run(incident.execute(), server);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED_WITH_FAILURES);
        assertThat(audit.actions().byDecision())
                .containsEntry("unknown", (long) FakeOutlet.WINDOW)
                .containsEntry("applied", (long) STRONG - FakeOutlet.WINDOW);
        assertThat(server.received).doesNotHaveDuplicates();
        assertThat(later.actions().byDecision()).containsEntry("duplicate", (long) STRONG);
        assertSeqs(accepted, 2 * STRONG);
    }

    @Test
    void callsUnknownWhatAnotherReplayWasAboutToSend() {
        ReplayAccepted lost = incident.execute();
        server.untilDeath = 3;
        assertThatExceptionOfType(FakeOutlet.Death.class).isThrownBy(() -> run(lost, server));

        AuditRecord other = run(incident.execute(), server);

        assertThat(other.actions().byDecision())
                .containsEntry("duplicate", (long) FakeOutlet.WINDOW)
                .containsEntry("applied", (long) STRONG - FakeOutlet.WINDOW);
        assertThat(server.received).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatStaysInDoubtWhereTheReplayEndsBeforeItIsWalkedAgain() {
        ReplayAccepted accepted = incident.execute();
        server.untilDeath = 3;
        assertThatExceptionOfType(FakeOutlet.Death.class).isThrownBy(() -> run(accepted, server));
        world.refusal = new ByteorException(ErrorCode.TARGET_FAILED, "no such credential");

        AuditRecord audit = runAgain(accepted, server);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason())
                .startsWith("TARGET_FAILED: no such credential")
                .contains("6 effects were under way");
    }

    @Test
    void sendsAgainInALaterReplayWhatTheServerRefused() {
        server.answer = parcel -> new Ruling(
                parcel.sequence() == 0 ? ActionDecision.FAILED : ActionDecision.APPLIED, "TARGET_FAILED: 404");
        AuditRecord first = run(incident.execute(), server);
        server.answer = _ -> Ruling.of(ActionDecision.APPLIED);
        AuditRecord second = run(incident.execute(), server);

        assertThat(first.actions().byDecision()).containsEntry("failed", 1L);
        assertThat(first.stages().getLast()).isEqualTo(new AuditRecord.Stage("triage", "alert", STRONG, STRONG - 1, 1));
        assertThat(second.actions().byDecision()).containsEntry("applied", 1L).containsEntry("duplicate", STRONG - 1L);
    }

    @Test
    void eachComingByOfARecordIsAnEffectOfItsOwn() throws Exception {
        ReplayFixture twice = ReplayFixture.capture(folder.resolve("twice"), 10, """
                { "apiVersion": "byteor.io/v1", "pipeline": "twice", "version": "1",
                  "lanes": [{"name": "feed"}, {"name": "both"}],
                  "roles": [
                      {"name": "one", "reads": "feed", "stages": [{"name": "on", "emit": {"lane": "both"}}]},
                      {"name": "two", "reads": "feed", "stages": [{"name": "on", "emit": {"lane": "both"}}]},
                      {"name": "send", "reads": "both", "stages": [{"name": "alert", "emit": {"target": "alerts"}}]}] }
                """)
                .withTarget("{\"http\":{\"url\":\"https://alerts.example/\"}}");
        world = new RemoteWorld(twice);
        Set<Long> cameBy = new HashSet<>();
        server.answer = parcel -> cameBy.add(parcel.sequence())
                ? Ruling.of(ActionDecision.APPLIED)
                : new Ruling(ActionDecision.FAILED, "TARGET_FAILED: 429");
        AuditRecord first = run(twice.execute(), server);
        server.answer = _ -> Ruling.of(ActionDecision.APPLIED);

        AuditRecord second = run(twice.execute(), server);
        AuditRecord third = run(twice.execute(), server);

        assertThat(first.actions().byDecision()).containsEntry("applied", 10L).containsEntry("failed", 10L);
        assertThat(second.actions().byDecision()).containsEntry("applied", 10L).containsEntry("duplicate", 10L);
        assertThat(third.actions().byDecision()).containsEntry("duplicate", 20L);
        assertThat(Set.copyOf(server.received)).hasSize(20);
    }

    @Test
    void haltsWhereTheOutcomesOfTooManyAreUnknown() {
        server.answer = _ -> new Ruling(ActionDecision.UNKNOWN, "TARGET_FAILED: no answer");

        AuditRecord audit = run(incident.accepted(Mode.EXECUTE, request -> request.setErrorBudget(3L)), server);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(server.received).hasSize(FakeOutlet.WINDOW);
    }

    @Test
    void learnsFromAnotherClusterWhatHasBeenAppliedThere() {
        ReplayAccepted accepted = incident.execute();
        cluster.untilSilence = 2;
        for (int commit = 0; commit < 9; commit++) {
            log.fates.add(commit % 3 == 2 ? Fate.LOST : Fate.FINE);
        }

        AuditRecord audit = run(accepted, cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(audit.actions().byDecision()).containsEntry("applied", (long) STRONG);
        assertThat(cluster.received).hasSize(STRONG).doesNotHaveDuplicates();
        assertSeqs(accepted, 2 * STRONG);
    }

    @Test
    void callsDuplicateWhatAnotherReplayAppliedThereBeforeItWasLost() {
        cluster.untilSilence = 1;
        ReplayAccepted lost = incident.execute();
        log.fates.addAll(List.of(Fate.FINE, Fate.FENCED));
        assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> run(lost, cluster));
        int there = cluster.received.size();

        AuditRecord other = run(incident.execute(), cluster);

        assertThat(other.actions().byDecision())
                .containsEntry("duplicate", (long) there)
                .containsEntry("applied", (long) STRONG - there);
        assertThat(cluster.received).doesNotHaveDuplicates();
    }

    @Test
    void countsOnlyWhatTheTargetWasOutOfReachAgainstIt() {
        log.fates.addAll(Collections.nCopies(PATIENCE, Fate.LOST));
        cluster.untilSilence = 1;

        AuditRecord audit = run(incident.execute(), cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    }

    @Test
    void failsWhereTheTargetIsOutOfReachTimeAndAgain() {
        world.lost = new TargetLostException("nobody answers", new IOException());

        AuditRecord audit = run(incident.execute(), cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason()).isEqualTo("TARGET_FAILED: nobody answers");
        assertThat(world.opened).isEqualTo(PATIENCE + 1);
    }

    private void assertSeqs(ReplayAccepted accepted, int actions) {
        assertThat(log.actions.stream()
                        .filter(action -> action.getReplayId().equals(accepted.getReplayId()))
                        .mapToLong(ReplayAction::getSeq))
                .containsExactly(LongStream.range(0, actions).boxed().toArray(Long[]::new));
    }

    private AuditRecord run(ReplayAccepted accepted, FakeOutlet outlet) {
        return world.run(accepted, outlet);
    }

    private AuditRecord runAgain(ReplayAccepted accepted, FakeOutlet outlet) {
        return world.runAgain(accepted, outlet);
    }
}
