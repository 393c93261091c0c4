package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.Wish;
import io.byteor.runner.replay.InMemoryReplayLog.Fate;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ResolvedTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay says that ends after effects were committed on another cluster, and before that was recorded here. */
class RemoteEndingTest {
    private static final int RECORDS = 400;
    private static final Wish CANCEL = new Wish.Cancel("enough");
    private static final String CLUSTER =
            "{\"kafka\":{\"cluster\":\"lab\",\"topic\":\"alerts\",\"markers\":\"markers\"}}";
    private static final String CANNOT_TELL =
            "what stands on another cluster could not be found out, and actions may be missing";
    private static final String BOTH = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.3",
              "lanes": [{"name": "feed"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "copy",  "emit": {"target": "copies"}},
                  {"name": "alert", "emit": {"target": "alerts"}}]}] }
            """;
    private static final String FAILING = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.4",
              "lanes": [{"name": "feed"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "alert", "emit": {"target": "alerts"}},
                  {"name": "some",  "filter": "sequence < 2 || payload.missing == 1"}]}] }
            """;

    @TempDir
    private Path folder;

    private final FakeOutlet cluster = new FakeOutlet(true);
    private ReplayFixture incident;
    private RemoteWorld world;

    @BeforeEach
    void capture() throws Exception {
        capture("bundle", ReplayFixture.SPEC);
    }

    private void capture(String name, String spec) throws IOException {
        incident = ReplayFixture.capture(folder.resolve(name), RECORDS, spec).withTarget(CLUSTER);
        world = new RemoteWorld(incident);
    }

    @Test
    void listsWhatStandsOnAnotherClusterWhereItIsCancelledBeforeThatIsRecorded() {
        ReplayAccepted accepted = losingItsFirstChunk();
        cluster.beforeSending = () -> world.stop.turn(CANCEL);

        assertListsAllThatStands(world.run(accepted, cluster), ReplayOutcome.CANCELLED, "enough");
    }

    @Test
    void listsWhatStandsOnAnotherClusterWhereItIsCancelledWhileItFindsThatOut() {
        ReplayAccepted accepted = losingItsFirstChunk();
        world.beforeOpeningAgain = () -> world.stop.turn(CANCEL);

        assertListsAllThatStands(world.run(accepted, cluster), ReplayOutcome.CANCELLED, "enough");
    }

    @Test
    void listsWhatStandsOnAnotherClusterWhereItMayRunNoLonger() {
        ReplayAccepted accepted = incident.execute();
        world.log.fates.addAll(List.of(Fate.FINE, Fate.FINE, Fate.LOST));
        world.beforeOpeningAgain = () -> world.ahead = Duration.ofHours(2);

        assertListsAllThatStands(
                world.run(accepted, cluster),
                ReplayOutcome.HALTED,
                "LIMIT_EXCEEDED: the replay takes longer than it may");
    }

    @Test
    void listsWhatStandsOnAnotherClusterWhereItFailsByAFaultOfOurs() {
        world.log.brokenWrites = 3;

        assertListsAllThatStands(
                world.run(incident.execute(), cluster), ReplayOutcome.FAILED, "INTERNAL: ArithmeticException");
    }

    @Test
    void skipsWhatIsNotThereYetOfTheRecordsThatItListsBeforeItEnds() throws Exception {
        capture("both", BOTH);
        ReplayAccepted accepted = toBoth(incident.execute());
        world.log.fates.addAll(List.of(Fate.FINE, Fate.LOST));
        cluster.beforeSending = () -> world.stop.turn(CANCEL);

        AuditRecord audit = world.run(accepted, cluster);

        long there = cluster.received.size();
        assertThat(audit.actions().byTarget())
                .isEqualTo(Map.of("alerts", Map.of("applied", there), "copies", Map.of("skipped", there)));
        assertThat(world.log.effects).isEmpty();
        cluster.beforeSending = () -> {};
        world.stop.turn(Wish.RUN);
        AuditRecord later = world.run(toBoth(incident.execute()), cluster);
        assertThat(later.actions().byTarget())
                .isEqualTo(Map.of(
                        "alerts",
                        Map.of("duplicate", there, "applied", RECORDS - there),
                        "copies",
                        Map.of("applied", (long) RECORDS)));
        assertThat(cluster.received).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    @Test
    void saysHowManyEffectsNoActionListsWhereTheirRecordsCannotBeReadAnyMore() {
        ReplayAccepted accepted = losingItsFirstChunk();
        world.beforeOpeningAgain = () -> damage(incident.file("00000000000000000000.avro"));

        AuditRecord audit = world.run(accepted, cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.CORRUPT);
        assertThat(audit.actions().count()).isZero();
        assertThat(audit.outcomeReason())
                .contains("JOURNAL_CORRUPT")
                .endsWith("; 6 effects stand on another cluster, and no action lists them");
    }

    @Test
    void saysThatItCannotTellWhatStandsOnAClusterThatDoesNotAnswerOrTurnsItAway() {
        ReplayAccepted accepted = losingItsFirstChunk();
        cluster.beforeSending = () -> world.stop.turn(CANCEL);
        world.beforeOpeningAgain = () -> world.lost = new TargetLostException("nobody answers", new IOException());

        AuditRecord silent = world.run(accepted, cluster);
        world.lost = null;
        world.opened = 0;
        world.log.fates.addAll(List.of(Fate.FINE, Fate.FINE, Fate.LOST));
        world.stop.turn(Wish.RUN);
        world.beforeOpeningAgain = () -> world.refusal = new ByteorException(ErrorCode.TARGET_FAILED, "no such topic");
        AuditRecord refused = world.run(incident.execute(), cluster);

        assertThat(silent.outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(silent.outcomeReason()).isEqualTo("enough; " + CANNOT_TELL);
        assertThat(refused.outcome()).isEqualTo(ReplayOutcome.CANCELLED);
        assertThat(refused.outcomeReason()).isEqualTo("enough; " + CANNOT_TELL);
    }

    @Test
    void endsThoughItCannotListWhatStandsOnAnotherCluster() {
        world.log.brokenWrites = 3;
        world.beforeOpeningAgain = () -> world.log.brokenWrites = 1;

        AuditRecord audit = world.run(incident.execute(), cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.FAILED);
        assertThat(audit.outcomeReason()).isEqualTo("INTERNAL: ArithmeticException; " + CANNOT_TELL);
    }

    @Test
    void listsAsAppliedWhatStandsThereThoughTheErrorBudgetIsSpentBeforeItIsReached() throws Exception {
        capture("failing", FAILING);
        world.beforeOpeningAgain = () -> world.eachLook = Duration.ofMillis(60);
        world.log.fates.addAll(List.of(Fate.FINE, Fate.LOST));

        AuditRecord audit = world.run(incident.accepted(Mode.EXECUTE, request -> request.setErrorBudget(1L)), cluster);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.actions().byTarget().get("alerts"))
                .isEqualTo(Map.of("applied", (long) cluster.received.size()));
        assertThat(cluster.received).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void listsWhatStandsOnAnotherClusterWhereItAsksAgainForItsStartAndIsRefused() {
        ReplayAccepted accepted = losingItsFirstChunk();
        world.log.admit(accepted);
        cluster.beforeSending = () -> world.stop.turn(new Wish.Pause("look first"));
        assertThat(world.drive(accepted, cluster)).isEqualTo(Rest.PAUSED);

        world.stop.turn(Wish.RUN);
        world.answer = new StartDesk.Answer.Refused(
                List.of(new Finding("ACCEPTANCE_EXPIRED", FindingOutcome.FAILED, "too late", "")));

        assertListsAllThatStands(
                world.runAgain(accepted, cluster), ReplayOutcome.REFUSED, "ACCEPTANCE_EXPIRED: too late");
    }

    @Test
    void sendsNothingToAnotherClusterBeforeItIsSureThatNobodyHasTakenItOver() {
        ReplayAccepted accepted = incident.execute();
        world.log.fates.addAll(List.of(Fate.FINE, Fate.LOST, Fate.FENCED));

        assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> world.run(accepted, cluster));

        assertThat(cluster.received).hasSize(FakeOutlet.WINDOW);
        assertThat(world.runAgain(accepted, cluster).outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(cluster.received).hasSize(ReplayFixture.strongOf(RECORDS)).doesNotHaveDuplicates();
    }

    /** What the first window brings to the other cluster stands there, and the commit here is lost. */
    private ReplayAccepted losingItsFirstChunk() {
        world.log.fates.addAll(List.of(Fate.FINE, Fate.LOST));
        return incident.execute();
    }

    private void assertListsAllThatStands(AuditRecord audit, ReplayOutcome outcome, String reason) {
        assertThat(audit.outcome()).isEqualTo(outcome);
        assertThat(audit.outcomeReason()).isEqualTo(reason);
        long there = cluster.received.size();
        assertThat(there).isBetween((long) FakeOutlet.WINDOW, 2L * FakeOutlet.WINDOW);
        assertThat(audit.actions().byDecision()).isEqualTo(Map.of("emitted", there, "applied", there));
        assertThat(world.log.actions).hasSize(2 * (int) there);
    }

    private static ReplayAccepted toBoth(ReplayAccepted accepted) {
        return ReplayAccepted.newBuilder(accepted)
                .setTargets(List.of(
                        new ResolvedTarget("alerts", "kafka", CLUSTER),
                        new ResolvedTarget("copies", "kafka", "{\"kafka\":{\"topic\":\"copies\"}}")))
                .build();
    }

    private static void damage(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
