package io.byteor.e2e.replay;

import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.RunListener;
import io.byteor.runner.replay.RunnerPorts;
import io.byteor.runner.replay.StartDesk;
import io.byteor.runner.target.TargetCluster;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.event.ReplayAccepted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The runner itself, on one replay, with everything outside of it in memory. */
public record InMemoryRun(MemoryLog log, AuditRecord audit) {
    private static final int LARGEST = 1 << 20;

    /** Carries the replay through to its audit. */
    public static InMemoryRun of(StoredBundle bundle, ReplayAccepted accepted, RandomGenerator random) {
        MemoryLog log = new MemoryLog(accepted, random);
        RunnerPorts ports = new RunnerPorts(
                log,
                (_, _) -> new StartDesk.Answer.Granted(),
                new Topics(),
                (_, target, _) -> {
                    throw new IllegalStateException("nothing leaves by " + target);
                },
                bundle.artifacts(),
                RunListener.NONE,
                new ChunkLimits(1 + random.nextInt(7), Duration.ofHours(1), Duration.ofHours(1)),
                InstantSource.fixed(StoredBundle.AT),
                "runner");
        while (log.audits().isEmpty()) {
            new ReplayRun(ReplayTicket.of(accepted, 0), ports, log.takeOver()).run();
        }
        return new InMemoryRun(log, AuditJson.read(log.audits().getLast().getAudit()));
    }

    private static final class Topics implements TargetCluster {
        @Override
        public void requireSafeTransactions() {}

        @Override
        public Optional<Integer> largestRecord(String topic) {
            return Optional.of(LARGEST);
        }
    }
}
