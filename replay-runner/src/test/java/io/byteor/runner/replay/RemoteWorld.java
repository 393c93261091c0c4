package io.byteor.runner.replay;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.target.TargetCluster;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.ReplayAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs replays whose effects go beyond our own cluster, with all of it in memory. One thread at a time. */
final class RemoteWorld {
    final InMemoryReplayLog log = new InMemoryReplayLog();
    final StopSignal stop = new StopSignal();
    StartDesk.Answer answer = new StartDesk.Answer.Granted();
    Runnable beforeOpeningAgain = () -> {};

    @Nullable
    ByteorException refusal;

    @Nullable
    TargetLostException lost;
    /** How far the clock has come, and how much farther it is with each look. */
    Duration ahead = Duration.ZERO;

    Duration eachLook = Duration.ZERO;
    int opened;

    private final ReplayFixture incident;

    RemoteWorld(ReplayFixture incident) {
        this.incident = incident;
    }

    AuditRecord run(ReplayAccepted accepted, FakeOutlet outlet) {
        log.admit(accepted);
        return runAgain(accepted, outlet);
    }

    AuditRecord runAgain(ReplayAccepted accepted, FakeOutlet outlet) {
        drive(accepted, outlet);
        return AuditJson.read(log.audits.getLast().getAudit());
    }

    Rest drive(ReplayAccepted accepted, FakeOutlet outlet) {
        RunnerPorts ports = new RunnerPorts(
                log,
                (_, _) -> answer,
                new TargetCluster() {
                    @Override
                    public void requireSafeTransactions() {}

                    @Override
                    public Optional<Integer> largestRecord(String topic) {
                        return Optional.of(1 << 20);
                    }
                },
                (sender, target, address) -> {
                    if (opened++ > 0) {
                        beforeOpeningAgain.run();
                    }
                    if (refusal != null) {
                        throw refusal;
                    }
                    if (lost != null) {
                        throw lost;
                    }
                    return outlet.outlets().open(sender, target, address);
                },
                incident.artifacts(),
                new CountingListener(),
                new ChunkLimits(40, Duration.ofMillis(100), Duration.ofSeconds(1)),
                this::now,
                "runner-1");
        return new ReplayRun(ReplayTicket.of(accepted, 0), ports, stop, Duration.ZERO).run();
    }

    private Instant now() {
        ahead = ahead.plus(eachLook);
        return ReplayFixture.CAPTURED.plus(ahead);
    }
}
