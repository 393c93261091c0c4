package io.byteor.e2e.simulation;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** An HTTP target that remembers nothing that could be asked for later, but what it has taken, for the judge. */
final class Hook {
    private static final Fault[] ANSWERS = {Fault.HTTP_REFUSED, Fault.HTTP_UNANSWERED};
    private static final int ONE_IN = 16;
    private static final int WINDOW = 3;
    private static final int LARGEST = 1 << 20;

    final List<Taken> taken = new ArrayList<>();
    private final Schedule schedule;
    private final Steps steps;

    /** An effect that arrived. */
    record Taken(String replayId, String origin, String key) {}

    Hook(Schedule schedule, Steps steps) {
        this.schedule = schedule;
        this.steps = steps;
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
            Fault fault = schedule.pick(ONE_IN) == 0 ? ANSWERS[schedule.pick(ANSWERS.length)] : null;
            if (fault != null) {
                schedule.strike(fault);
            }
            if (fault == Fault.HTTP_REFUSED) {
                return new Ruling(ActionDecision.FAILED, "400");
            }
            if (fault == null || schedule.pick(2) == 0) {
                taken.add(new Taken(
                        owner.ticket().replayId(),
                        header(parcel, ProvenanceHeader.ORIGIN),
                        header(parcel, ProvenanceHeader.IDEMPOTENCY_KEY)));
            }
            return fault == null ? Ruling.of(ActionDecision.APPLIED) : new Ruling(ActionDecision.UNKNOWN, "no answer");
        }

        private static String header(Parcel parcel, String name) {
            return Objects.requireNonNull(parcel.provenance().headers().get(name));
        }

        @Override
        public void close() {}
    }
}
