package io.byteor.e2e.simulation;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * An HTTP target that remembers nothing that could be asked for later; what it has taken is for the judge. One that honours keys is
 * sent what it did not answer once more, and takes that for the same.
 */
final class Hook {
    private static final Fault[] ANSWERS = {Fault.HTTP_REFUSED, Fault.HTTP_UNANSWERED};
    private static final int ONE_IN = 16;
    private static final int WINDOW = 3;
    private static final int LARGEST = 1 << 20;

    final List<Taken> taken = new ArrayList<>();
    private final Schedule schedule;
    private final Steps steps;
    private final boolean honoursKeys;

    Hook(Schedule schedule, Steps steps, boolean honoursKeys) {
        this.schedule = schedule;
        this.steps = steps;
        this.honoursKeys = honoursKeys;
    }

    Outlet outlet(Owner owner) {
        return new Way(owner);
    }

    private final class Way implements Outlet {
        private final Owner owner;

        Way(Owner owner) {
            this.owner = owner;
        }

        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public EffectLedger applied() {
            return new EffectLedger();
        }

        @Override
        public EffectLedger appliedElsewhere() {
            return new EffectLedger();
        }

        @Override
        public int window() {
            return WINDOW;
        }

        @Override
        public long largest() {
            return LARGEST;
        }

        @Override
        public List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) {
            List<Ruling> rulings = new ArrayList<>();
            for (Parcel parcel : window) {
                steps.step(owner, "send");
                rulings.add(post(parcel));
            }
            return rulings;
        }

        private Ruling post(Parcel parcel) {
            Ruling ruling = attempt(parcel, true);
            if (ruling.decision() == ActionDecision.UNKNOWN && honoursKeys) {
                schedule.pass(Turn.REPEATED);
                Ruling again = attempt(parcel, !taken.contains(Taken.of(owner, parcel)));
                return again.decision() == ActionDecision.APPLIED ? again : ruling;
            }
            return ruling;
        }

        /** @param first whether the request is new to the server */
        private Ruling attempt(Parcel parcel, boolean first) {
            Fault fault = schedule.pick(ONE_IN) == 0 ? ANSWERS[schedule.pick(ANSWERS.length)] : null;
            if (fault != null) {
                schedule.strike(fault);
            }
            if (fault == Fault.HTTP_REFUSED) {
                return new Ruling(ActionDecision.FAILED, "400");
            }
            if (first && (fault == null || schedule.pick(2) == 0)) {
                taken.add(Taken.of(owner, parcel));
            }
            return fault == null ? Ruling.of(ActionDecision.APPLIED) : new Ruling(ActionDecision.UNKNOWN, "no answer");
        }

        @Override
        public void close() {}
    }
}
