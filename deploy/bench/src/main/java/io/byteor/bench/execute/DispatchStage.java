package io.byteor.bench.execute;

import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.RunListener;
import io.byteor.runner.replay.RunnerPorts;
import io.byteor.runner.replay.StartDesk;
import io.byteor.runner.target.TargetCluster;
import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * An execute whose effects go nowhere: records are read, walked, held against the ledger, hashed; actions and checkpoints take
 * their form on the wire and are let go. Blocks are verified ahead by other threads, as ever.
 */
final class DispatchStage {
    private static final int LARGEST = 1 << 20;

    private final CapturedLoad load;
    private final EventCodec codec = new InMemoryEventCodec();

    DispatchStage(CapturedLoad load) {
        this.load = load;
    }

    /** Records for each second that the replay's thread had a core. */
    double run() {
        ReplayAccepted accepted = load.execute("nowhere");
        Nowhere claim = new Nowhere(accepted);
        RunnerPorts ports = new RunnerPorts(
                _ -> claim,
                (_, _) -> new StartDesk.Answer.Granted(),
                claim,
                (_, target, _) -> {
                    throw new IllegalStateException("no way is laid to " + target);
                },
                load.artifacts(),
                RunListener.NONE,
                new ChunkLimits(50_000, Duration.ofMillis(100), Duration.ofSeconds(1)),
                InstantSource.system(),
                "bench");
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        new ReplayRun(ReplayTicket.of(accepted, 0), ports, new StopSignal()).run();
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        if (claim.effects != load.records() || claim.last.getActions() != load.records()) {
            throw new IllegalStateException("the execute ended otherwise: " + claim.last);
        }
        return load.records() / seconds;
    }

    /** Takes everything and keeps the last checkpoint. */
    private final class Nowhere implements Claim, TargetCluster {
        private ReplayCheckpoint last;
        private long effects;

        Nowhere(ReplayAccepted accepted) {
            this.last = ReplayCheckpoint.newBuilder()
                    .setReplayId(accepted.getReplayId())
                    .setRootBundleId(accepted.getBundle().getRootBundleId())
                    .setRevision(0)
                    .setState(ReplayRun.ADMITTED)
                    .setAccepted(accepted)
                    .setRunner("bench")
                    .setUpdatedAt(accepted.getAcceptedAt())
                    .build();
        }

        @Override
        public ReplayCheckpoint checkpoint() {
            return last;
        }

        @Override
        public List<LedgerEntry> appliedElsewhere() {
            return List.of();
        }

        @Override
        public void effect(TopicEffect effect) {
            effects++;
        }

        @Override
        public void action(ReplayAction action) {
            codec.encode(Topic.REPLAY_ACTION, action);
        }

        @Override
        public void askToStart(StartRequested request) {
            codec.encode(Topic.APPROVAL_COMMAND, request);
        }

        @Override
        public void audit(ReplayAudited audit) {
            codec.encode(Topic.REPLAY_AUDITED, audit);
        }

        @Override
        public void escalate(EscalationDue due) {}

        @Override
        public void commit(ReplayCheckpoint checkpoint) {
            codec.encode(Topic.REPLAY_CHECKPOINT, checkpoint);
            last = checkpoint;
        }

        @Override
        public void commitBehind(ReplayCheckpoint checkpoint) {
            commit(checkpoint);
        }

        @Override
        public void close() {}

        @Override
        public void requireSafeTransactions() {}

        @Override
        public Optional<Integer> largestRecord(String topic) {
            return Optional.of(LARGEST);
        }
    }
}
