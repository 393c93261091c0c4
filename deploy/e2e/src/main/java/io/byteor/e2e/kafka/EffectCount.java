package io.byteor.e2e.kafka;

import java.util.BitSet;

/** Counts effects by the captured sequence they come from. Not thread-safe. */
public final class EffectCount {
    private final BitSet seen = new BitSet();
    private long repeated;

    public void add(long sequence) {
        int index = Math.toIntExact(sequence);
        if (seen.get(index)) {
            repeated++;
        }
        seen.set(index);
    }

    /** Sequences that have an effect. */
    public long distinct() {
        return seen.cardinality();
    }

    /** How many sequences from the first to the last have an effect. */
    public int within(int first, int last) {
        return seen.get(first, last + 1).cardinality();
    }

    /** Effects beyond the first of a sequence. */
    public long repeated() {
        return repeated;
    }
}
