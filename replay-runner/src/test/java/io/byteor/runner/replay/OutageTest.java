package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.bundle.Artifacts;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.Wish;
import io.byteor.runner.target.TargetCluster;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.event.ReplayAccepted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
    private static final int RECORDS = 100;
    private static final int MANY = 20_000;
    private static final long SMALL_SEGMENT = 700 << 10;
    private static final Predicate<String> LANES = path -> path.startsWith(BundleLayout.laneFolder("feed"));

    @TempDir
    private Path folder;

    private final InMemoryReplayLog log = new InMemoryReplayLog();
    private final StopSignal stop = new StopSignal();
    private ReplayFixture incident;
    private Predicate<String> away = _ -> true;
    private Instant now = ReplayFixture.CAPTURED;

    @BeforeEach
    void capture() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS);
    }

    @Test
    void waitsWithoutAThreadForAStoreThatStaysAwayAndGoesOnWhenItIsBack() {
        ReplayRun run = run(incident.execute());
        assertThat(run.run()).isEqualTo(Rest.WAITING);
        away = LANES;
        assertThat(run.run()).isEqualTo(Rest.WAITING);

        away = _ -> false;

        assertThat(run.run()).isEqualTo(Rest.ENDED);
        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(log.effects).hasSize(ReplayFixture.strongOf(RECORDS));
    }

    @Test
    void haltsWhereTheStoreStaysAwayForLongerThanTheReplayMayTake() {
        ReplayRun run = run(incident.dryRun());
        assertThat(run.run()).isEqualTo(Rest.WAITING);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(run.run()).isEqualTo(Rest.WAITING);

        now = now.plus(Duration.ofMinutes(2));

        assertThat(run.run()).isEqualTo(Rest.ENDED);
        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit().outcomeReason()).startsWith("LIMIT_EXCEEDED: the store");
    }

    @Test
    void haltsWhereNothingCanBeCommittedForLongerThanTheReplayMayTake() {
        away = _ -> false;
        log.losing = checkpoint -> {
            now = now.plus(Duration.ofMinutes(1));
            return checkpoint.getState().equals(ReplayRun.RUNNING);
        };

        assertThat(run(incident.execute()).run()).isEqualTo(Rest.ENDED);

        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit().outcomeReason()).startsWith("LIMIT_EXCEEDED: nothing could be committed");
        assertThat(log.effects).isEmpty();
    }

    @Test
    void keepsNoChunkOpenWhileASegmentIsOpened() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("segments"), MANY, ReplayFixture.SPEC, SMALL_SEGMENT);
        List<Integer> uncommitted = new ArrayList<>();
        away = path -> {
            if (LANES.test(path)) {
                uncommitted.add(log.chunk.size());
            }
            return false;
        };

        assertThat(run(incident.execute()).run()).isEqualTo(Rest.ENDED);

        assertThat(uncommitted).hasSizeGreaterThan(5).containsOnly(0);
        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
        assertThat(log.effects).hasSize(ReplayFixture.strongOf(MANY));
    }

    @Test
    void endsAtOnceWhereItIsCancelledWhileItWaits() {
        ReplayRun run = run(incident.dryRun());
        assertThat(run.run()).isEqualTo(Rest.WAITING);

        stop.turn(new Wish.Cancel("enough"));

        assertThat(run.run()).isEqualTo(Rest.ENDED);
        assertThat(audit().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
    }

    private AuditRecord audit() {
        assertThat(log.audits).hasSize(1);
        return AuditJson.read(log.audits.getFirst().getAudit());
    }

    private ReplayRun run(ReplayAccepted accepted) {
        log.admit(accepted);
        Artifacts stored = incident.artifacts();
        RunnerPorts ports = new RunnerPorts(
                log,
                (_, _) -> new StartDesk.Answer.Granted(),
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
                (bundleId, path) -> {
                    if (away.test(path)) {
                        throw new IOException("the store does not answer");
                    }
                    return stored.open(bundleId, path);
                },
                new CountingListener(),
                new ChunkLimits(4, Duration.ofMillis(100), Duration.ofSeconds(1)),
                () -> now,
                "runner-1");
        return new ReplayRun(ReplayTicket.of(accepted, 0), ports, stop, Duration.ZERO);
    }
}
