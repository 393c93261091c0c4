package io.byteor.runner.divergence;

import io.byteor.schemas.event.DifferencePlace;
import io.byteor.schemas.event.DivergenceCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts how outputs compare, and keeps the places of the first differences. Not thread-safe. */
public final class DivergenceTally {
    /** So many differences are shown. */
    public static final int SHOWN = 100;

    static final String CHANGED = "changed";
    static final String MISSING = "missing";
    static final String NEW = "new";

    private final List<DifferencePlace> first;
    private long same;
    private long changed;
    private long missing;
    private long added;
    private long withoutOrigin;

    private DivergenceTally(DivergenceCount before) {
        this.first = new ArrayList<>(before.getFirst());
        this.same = before.getSame();
        this.changed = before.getChanged();
        this.missing = before.getMissing();
        this.added = before.getAdded();
        this.withoutOrigin = before.getWithoutOrigin();
    }

    /** Goes on from the counts of a checkpoint; null is the beginning. */
    public static DivergenceTally restore(@Nullable DivergenceCount before) {
        return new DivergenceTally(before == null ? DivergenceCount.newBuilder().build() : before);
    }

    /** Counts, not adds: every pass over the captured lanes finds the same. */
    void withoutOrigin(long outputs) {
        withoutOrigin = outputs;
    }

    void same() {
        same++;
    }

    void changed(String lane, String originLane, long originSequence, long ordinal, long capturedSequence) {
        changed++;
        show(CHANGED, lane, originLane, originSequence, ordinal, capturedSequence);
    }

    void missing(String lane, String originLane, long originSequence, long ordinal, long capturedSequence) {
        missing++;
        show(MISSING, lane, originLane, originSequence, ordinal, capturedSequence);
    }

    void added(String lane, String originLane, long originSequence, long ordinal) {
        added++;
        show(NEW, lane, originLane, originSequence, ordinal, null);
    }

    private void show(
            String kind,
            String lane,
            String originLane,
            long originSequence,
            long ordinal,
            @Nullable Long capturedSequence) {
        if (first.size() < SHOWN) {
            // A walk has at most PipelineSpec.MOST_STEPS outputs, and a hundred captured ones behind them end the
            // showing.
            int place = Math.toIntExact(ordinal);
            first.add(new DifferencePlace(kind, lane, originLane, originSequence, place, capturedSequence));
        }
    }

    /** How many outputs were held against one another, one that has no other included. */
    public long compared() {
        return same + differing();
    }

    /** How many of them were changed, missing or new. */
    public long differing() {
        return changed + missing + added;
    }

    /** The state for {@link #restore}. */
    public DivergenceCount count() {
        return new DivergenceCount(same, changed, missing, added, withoutOrigin, List.copyOf(first));
    }
}
