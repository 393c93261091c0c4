package io.byteor.e2e.replay;

import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One replay's chunks in memory. Of ten commits one is lost and one is there without saying so; both end the run, and another
 * takes over. One thread at a time.
 */
public final class MemoryLog implements ReplayLog {
    private static final int FATES = 10;

    private final List<TopicEffect> effects = new ArrayList<>();
    private final List<ReplayAction> actions = new ArrayList<>();
    private final List<ReplayAudited> audits = new ArrayList<>();
    private final RandomGenerator random;
    private ReplayCheckpoint checkpoint;
    private StopSignal run = new StopSignal();
    private int takeOvers = -1;

    MemoryLog(ReplayAccepted accepted, RandomGenerator random) {
        this.random = random;
        this.checkpoint = ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(0)
                .setState(ReplayRun.ADMITTED)
                .setAccepted(accepted)
                .setRunner("admission")
                .setUpdatedAt(accepted.getAcceptedAt())
                .build();
    }

    public List<TopicEffect> effects() {
        return effects;
    }

    public List<ReplayAction> actions() {
        return actions;
    }

    List<ReplayAudited> audits() {
        return audits;
    }

    /** How often a run went on behind another. */
    public int takeOvers() {
        return takeOvers;
    }

    /** The signal of the run that goes on. */
    StopSignal takeOver() {
        takeOvers++;
        run = new StopSignal();
        return run;
    }

    @Override
    public Claim claim(ReplayTicket ticket) {
        return new MemoryClaim();
    }

    private final class MemoryClaim implements Claim {
        private final List<Runnable> chunk = new ArrayList<>();
        private @Nullable ChunkFailedException failed;

        @Override
        public ReplayCheckpoint checkpoint() {
            return checkpoint;
        }

        @Override
        public List<LedgerEntry> appliedElsewhere() {
            return List.of();
        }

        @Override
        public void effect(TopicEffect effect) {
            chunk.add(() -> effects.add(effect));
        }

        @Override
        public void action(ReplayAction action) {
            chunk.add(() -> actions.add(action));
        }

        @Override
        public void askToStart(StartRequested request) {}

        @Override
        public void audit(ReplayAudited audit) {
            chunk.add(() -> audits.add(audit));
        }

        @Override
        public void escalate(EscalationDue due) {}

        @Override
        public void commit(ReplayCheckpoint next) {
            requireNoneFailed();
            int fate = random.nextInt(FATES);
            if (fate != 0) {
                chunk.forEach(Runnable::run);
                checkpoint = next;
            }
            chunk.clear();
            if (fate <= 1) {
                run.request();
                throw new ChunkFailedException("no answer", new IOException());
            }
        }

        /** What becomes of it shows with the next commit; what is written until then is lost with it. */
        @Override
        public void commitBehind(ReplayCheckpoint next) {
            requireNoneFailed();
            try {
                commit(next);
            } catch (ChunkFailedException e) {
                failed = e;
            }
        }

        private void requireNoneFailed() {
            if (failed != null) {
                throw failed;
            }
        }

        @Override
        public void close() {}
    }
}
