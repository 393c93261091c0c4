package io.byteor.runner.replay;

import io.byteor.runner.ledger.AppliedElsewhere;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Committed chunks in memory, with the faults that a broker has. One thread at a time. */
final class InMemoryReplayLog implements ReplayLog {
    /** What befalls a commit. */
    enum Fate {
        FINE,
        /** Nothing of the chunk is there. */
        LOST,
        /** The chunk is there, but nobody says so. */
        UNKNOWN_BUT_THERE,
        /** Another runner has come. */
        FENCED
    }

    final Map<String, ReplayCheckpoint> checkpoints = new LinkedHashMap<>();
    final List<TopicEffect> effects = new ArrayList<>();
    final List<ReplayAction> actions = new ArrayList<>();
    final List<ReplayAudited> audits = new ArrayList<>();
    final List<EscalationDue> escalations = new ArrayList<>();
    final List<StartRequested> startRequests = new ArrayList<>();
    final List<Fate> fates = new ArrayList<>();
    /** What is written and not committed. */
    final List<Runnable> chunk = new ArrayList<>();

    int commits;
    Predicate<ReplayCheckpoint> losing = _ -> false;
    int brokenWrites;
    boolean overflowing;

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

    @Override
    public Claim claim(ReplayTicket ticket) {
        return new InMemoryClaim(ticket);
    }

    private final class InMemoryClaim implements Claim {
        private final ReplayTicket ticket;
        private @Nullable RuntimeException failed;

        InMemoryClaim(ReplayTicket ticket) {
            this.ticket = ticket;
            chunk.clear();
        }

        @Override
        public ReplayCheckpoint checkpoint() {
            return checkpoints.get(ticket.replayId());
        }

        @Override
        public List<LedgerEntry> appliedElsewhere() {
            return AppliedElsewhere.of(checkpoint(), checkpoints.values());
        }

        @Override
        public void effect(TopicEffect effect) {
            chunk.add(() -> effects.add(effect));
        }

        @Override
        public void action(ReplayAction action) {
            if (brokenWrites > 0 && --brokenWrites == 0) {
                if (overflowing) {
                    throw new StackOverflowError();
                }
                throw new ArithmeticException("a fault of ours");
            }
            chunk.add(() -> actions.add(action));
        }

        @Override
        public void askToStart(StartRequested request) {
            chunk.add(() -> startRequests.add(request));
        }

        @Override
        public void audit(ReplayAudited audit) {
            chunk.add(() -> audits.add(audit));
        }

        @Override
        public void escalate(EscalationDue due) {
            chunk.add(() -> escalations.add(due));
        }

        @Override
        public void commit(ReplayCheckpoint checkpoint) {
            requireNoneFailed();
            Fate fate = commits < fates.size() ? fates.get(commits) : losing.test(checkpoint) ? Fate.LOST : Fate.FINE;
            commits++;
            if (fate == Fate.FENCED) {
                throw new ClaimLostException("fenced", new IOException());
            }
            if (fate != Fate.LOST) {
                chunk.forEach(Runnable::run);
                checkpoints.put(ticket.replayId(), checkpoint);
            }
            chunk.clear();
            if (fate != Fate.FINE) {
                throw new ChunkFailedException("no answer", new IOException());
            }
        }

        /** What becomes of it shows with the next commit; what is written until then is lost with it. */
        @Override
        public void commitBehind(ReplayCheckpoint checkpoint) {
            requireNoneFailed();
            try {
                commit(checkpoint);
            } catch (ChunkFailedException | ClaimLostException e) {
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
