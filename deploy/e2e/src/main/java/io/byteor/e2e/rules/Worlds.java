package io.byteor.e2e.rules;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/** Random situations with nothing wrong, and random faults. */
final class Worlds {
    private static final Fault[] FAULTS = Fault.values();

    private final SplittableRandom random;

    Worlds(SplittableRandom random) {
        this.random = random;
    }

    Situation sound() {
        Mode mode = random.nextBoolean() ? Mode.EXECUTE : Mode.DRY_RUN;
        Place source = place(Givens.HOME);
        return new Situation(request(mode), source, random.nextBoolean() ? place("lab") : null).settled();
    }

    private ReplayRequested.Builder request(Mode mode) {
        ReplayRequested.Builder request = Givens.request(mode)
                .setReapply(random.nextBoolean())
                .setLanes(random.nextBoolean() ? List.of() : List.of("feed"))
                .setSelection(selection());
        if (random.nextBoolean()) {
            request.setRate(random.nextLong(1, Place.RATE) + 1);
        }
        return request;
    }

    private Selection selection() {
        Selection.Builder selection = Selection.newBuilder();
        if (random.nextBoolean()) {
            selection.setFromSequence(random.nextLong(Givens.RECORDS - 1));
        }
        if (random.nextBoolean()) {
            selection.setSample(1 - random.nextDouble());
        }
        return selection.build();
    }

    private Place place(String name) {
        Place place = new Place(name);
        place.approvals = random.nextInt(3);
        if (random.nextBoolean()) {
            place.dryRunWithin = Duration.ofMinutes(random.nextInt(1, 600));
        }
        if (random.nextBoolean()) {
            place.maxDivergence = random.nextDouble();
        }
        return place;
    }

    /** A few faults; often none. */
    EnumSet<Fault> faults() {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int count = random.nextInt(4); count > 0; count--) {
            faults.add(fault());
        }
        return faults;
    }

    Fault fault() {
        return FAULTS[random.nextInt(FAULTS.length)];
    }
}
