package io.byteor.e2e.simulation;

import io.byteor.runner.ledger.AppliedElsewhere;
import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayRun;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Topics in memory. A chunk is seen whole or not at all; whoever claims a replay fences the one before, as a transactional id
 * does: executes of one root bundle share one.
 */
final class Broker {
    final List<TopicEffect> effects = new ArrayList<>();
    final List<ReplayAction> actions = new ArrayList<>();
    final List<ReplayAudited> audits = new ArrayList<>();
    final List<EscalationDue> escalations = new ArrayList<>();
    final List<StartRequested> startRequests = new ArrayList<>();
    final Map<String, ReplayCheckpoint> checkpoints = new LinkedHashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final Schedule schedule;
    private final Steps steps;

    Broker(Schedule schedule, Steps steps) {
        this.schedule = schedule;
        this.steps = steps;
    }

    void admit(ReplayAccepted accepted) {
        checkpoints.put(
                accepted.getReplayId(),
                ReplayCheckpoint.newBuilder()
                        .setReplayId(accepted.getReplayId())
                        .setRootBundleId(accepted.getBundle().getRootBundleId())
                        .setRevision(0)
                        .setState(ReplayRun.ADMITTED)
                        .setAccepted(accepted)
                        .setRunner("admission")
                        .setUpdatedAt(accepted.getAcceptedAt())
                        .build());
    }

    boolean finished(String replayId) {
        return checkpoint(replayId).getState().equals(ReplayRun.FINISHED);
    }

    private ReplayCheckpoint checkpoint(String replayId) {
        ReplayCheckpoint checkpoint = checkpoints.get(replayId);
        if (checkpoint == null) {
            throw new IllegalStateException(replayId + " was not admitted");
        }
        return checkpoint;
    }

    Claim claim(Owner owner) {
        steps.step(owner, "claim");
        return new Transactions(owner);
    }

    private final class Transactions implements Claim {
        private final Owner owner;
        private final String transactionalId;
        private final int epoch;
        private final ReplayCheckpoint checkpoint;
        private final List<LedgerEntry> elsewhere;
        private final List<Runnable> chunk = new ArrayList<>();
        private @Nullable RuntimeException failed;

        Transactions(Owner owner) {
            this.owner = owner;
            this.transactionalId = owner.ticket().executes()
                    ? owner.ticket().rootBundleId()
                    : owner.ticket().replayId();
            this.epoch = epochs.merge(transactionalId, 1, Integer::sum);
            this.checkpoint = Broker.this.checkpoint(owner.ticket().replayId());
            this.elsewhere = AppliedElsewhere.of(checkpoint, checkpoints.values());
        }

        @Override
        public ReplayCheckpoint checkpoint() {
            return checkpoint;
        }

        @Override
        public List<LedgerEntry> appliedElsewhere() {
            return elsewhere;
        }

        @Override
        public void effect(TopicEffect effect) {
            write("effect", () -> effects.add(effect));
        }

        @Override
        public void action(ReplayAction action) {
            write("action", () -> actions.add(action));
        }

        @Override
        public void askToStart(StartRequested request) {
            write("ask to start", () -> startRequests.add(request));
        }

        @Override
        public void audit(ReplayAudited audit) {
            write("audit", () -> audits.add(audit));
        }

        private void write(String what, Runnable record) {
            steps.step(owner, what);
            requireOwner();
            chunk.add(record);
        }

        @Override
        public void escalate(EscalationDue due) {
            write("escalate", () -> escalations.add(due));
        }

        @Override
        public void commit(ReplayCheckpoint next) {
            steps.step(owner, "commit");
            requireNoneFailed();
            requireOwner();
            Fault fault = schedule.draw("outcome of the commit", Fault.COMMIT_LOST, Fault.COMMIT_UNCONFIRMED);
            if (fault != Fault.COMMIT_LOST) {
                chunk.forEach(Runnable::run);
                checkpoints.put(next.getReplayId(), next);
            }
            chunk.clear();
            if (fault != null) {
                owner.maybeStop(schedule);
                throw new ChunkFailedException("nobody confirms the commit", new IOException());
            }
            steps.step(owner, "committed");
        }

        /** What becomes of it shows with the next commit; what is written until then is lost with it. */
        @Override
        public void commitBehind(ReplayCheckpoint next) {
            requireNoneFailed();
            try {
                commit(next);
            } catch (ChunkFailedException | ClaimLostException e) {
                failed = e;
            }
        }

        private void requireNoneFailed() {
            if (failed != null) {
                throw failed;
            }
        }

        private void requireOwner() {
            if (!Integer.valueOf(epoch).equals(epochs.get(transactionalId))) {
                schedule.pass(Turn.FENCED);
                throw new ClaimLostException("fenced", new IOException());
            }
        }

        @Override
        public void close() {}
    }
}
