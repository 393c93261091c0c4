package io.byteor.runner.ledger;

import io.byteor.schemas.event.Interval;
import io.byteor.schemas.event.LedgerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sequences whose effects were applied, by place. Not thread-safe. */
public final class EffectLedger {
    /** With more intervals than that a checkpoint could outgrow what its topic takes; an interval takes up to 20 bytes. */
    public static final int MOST_INTERVALS = 200_000;

    private final Map<EffectPlace, IntervalSet> applied = new HashMap<>();

    /** The union of what the entries say, of however many replays they are. */
    public static EffectLedger of(Iterable<LedgerEntry> entries) {
        EffectLedger ledger = new EffectLedger();
        for (LedgerEntry entry : entries) {
            EffectPlace place = new EffectPlace(entry.getLane(), entry.getRole(), entry.getStage(), entry.getTarget());
            ledger.at(place).addAll(IntervalSet.of(entry.getApplied()));
        }
        return ledger;
    }

    /** The sequences of one place; what is added to them is in the ledger. */
    public IntervalSet at(EffectPlace place) {
        return applied.computeIfAbsent(place, _ -> new IntervalSet());
    }

    public boolean contains(EffectPlace place, long sequence) {
        IntervalSet sequences = applied.get(place);
        return sequences != null && sequences.contains(sequence);
    }

    public void add(EffectPlace place, long sequence) {
        at(place).add(sequence);
    }

    /** Adds all that the other holds. */
    public void addAll(EffectLedger other) {
        other.applied.forEach((place, sequences) -> at(place).addAll(sequences));
    }

    /**
     * What of it lies at or behind the given places, whole intervals at a time.
     *
     * @param next by lane the sequence that comes next; of a lane that is not there, nothing has been passed
     */
    public EffectLedger ahead(Map<String, Long> next) {
        EffectLedger ahead = new EffectLedger();
        applied.forEach((place, sequences) -> {
            IntervalSet left = sequences.from(next.getOrDefault(place.lane(), Long.MIN_VALUE));
            if (!left.isEmpty()) {
                ahead.at(place).addAll(left);
            }
        });
        return ahead;
    }

    /**
     * How many sequences of it lie at or behind the given places.
     *
     * @param next as in {@link #ahead}
     */
    public long sequencesAhead(Map<String, Long> next) {
        long sequences = 0;
        for (Map.Entry<EffectPlace, IntervalSet> at : applied.entrySet()) {
            long from = next.getOrDefault(at.getKey().lane(), Long.MIN_VALUE);
            for (Interval interval : at.getValue().from(from).intervals()) {
                sequences += interval.getLast() - Math.max(interval.getFirst(), from) + 1;
            }
        }
        return sequences;
    }

    /** Whether the effects lie so scattered that no more may be added. */
    public boolean full() {
        int intervals = 0;
        for (IntervalSet sequences : applied.values()) {
            intervals += sequences.size();
        }
        return intervals >= MOST_INTERVALS;
    }

    /** How many sequences it holds, over all places. */
    public long sequences() {
        return applied.values().stream()
                .flatMap(sequences -> sequences.intervals().stream())
                .mapToLong(interval -> interval.getLast() - interval.getFirst() + 1)
                .sum();
    }

    /** The whole ledger for a checkpoint, in a fixed order. */
    public List<LedgerEntry> entries() {
        List<LedgerEntry> entries = new ArrayList<>();
        applied.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(EffectPlace::toString)))
                .forEach(entry -> entries.add(new LedgerEntry(
                        entry.getKey().lane(),
                        entry.getKey().role(),
                        entry.getKey().stage(),
                        entry.getKey().target(),
                        entry.getValue().intervals())));
        return entries;
    }
}
