package io.byteor.e2e.simulation;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Outlets.Sender;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.TargetLostException;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.event.LedgerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A topic on another cluster: a window and its marker are there both or not at all, whoever opens the way shuts out the one
 * before, and of the markers of a replay only the last one stays.
 */
final class OtherCluster {
    private static final int LARGEST = 1 << 20;
    /** So many attempts at most fail in a row. */
    private static final int LONGEST = 5;

    final List<Taken> taken = new ArrayList<>();
    private final Map<String, List<LedgerEntry>> markers = new LinkedHashMap<>();
    private final Schedule schedule;
    private final Steps steps;
    private int epoch;
    private int away;

    OtherCluster(Schedule schedule, Steps steps) {
        this.schedule = schedule;
        this.steps = steps;
    }

    Outlet open(Owner owner, Sender sender) {
        steps.step(owner, "open the way to the other cluster");
        if (away == 0 && schedule.draw("other cluster", Fault.REMOTE_AWAY) != null) {
            away = 1 + schedule.pick(LONGEST);
        }
        if (away > 0) {
            away--;
            owner.maybeStop(schedule);
            throw new TargetLostException("the other cluster is away", new IOException());
        }
        return new Way(owner, sender);
    }

    private final class Way implements Outlet {
        private final Owner owner;
        private final Sender sender;
        private final int ours;
        private final EffectLedger applied;
        private final EffectLedger elsewhere = new EffectLedger();

        Way(Owner owner, Sender sender) {
            this.owner = owner;
            this.sender = sender;
            this.ours = ++epoch;
            this.applied = EffectLedger.of(markers.getOrDefault(sender.replayId(), List.of()))
                    .ahead(sender.next());
            markers.forEach((replayId, marked) -> {
                if (!replayId.equals(sender.replayId())) {
                    elsewhere.addAll(EffectLedger.of(marked));
                }
            });
            if (applied.sequencesAhead(sender.next()) > 0) {
                schedule.pass(Turn.FOUND_UNRECORDED);
            }
        }

        @Override
        public boolean remembers() {
            return true;
        }

        @Override
        public EffectLedger applied() {
            return applied;
        }

        @Override
        public EffectLedger appliedElsewhere() {
            return elsewhere;
        }

        @Override
        public int window() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long largest() {
            return LARGEST;
        }

        @Override
        public List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) {
            steps.step(owner, "send to the other cluster");
            if (ours != epoch) {
                schedule.pass(Turn.FENCED_ELSEWHERE);
                throw new TargetLostException("fenced", new IOException());
            }
            Fault fault = schedule.draw(
                    "outcome of the commit there", Fault.REMOTE_COMMIT_LOST, Fault.REMOTE_COMMIT_UNCONFIRMED);
            if (fault != Fault.REMOTE_COMMIT_LOST) {
                take(window);
            }
            if (fault != null) {
                owner.maybeStop(schedule);
                throw new TargetLostException("nobody confirms the commit there", new IOException());
            }
            steps.step(owner, "sent to the other cluster");
            return Collections.nCopies(window.size(), Ruling.of(ActionDecision.APPLIED));
        }

        private void take(List<Parcel> window) {
            EffectLedger marked = new EffectLedger();
            marked.addAll(applied);
            for (Parcel parcel : window) {
                taken.add(Taken.of(owner, parcel));
                marked.add(parcel.place(), parcel.sequence());
            }
            markers.put(sender.replayId(), marked.entries());
        }

        @Override
        public void close() {}
    }
}
