package io.byteor.schemas.bundle.lint;

import io.byteor.schemas.bundle.Incident.Gap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of sequences as ranges. Immutable. */
final class SequenceRanges {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** The sequences of these gaps, which may overlap. */
    SequenceRanges(List<Gap> gaps) {
        for (Gap gap : gaps) {
            if (gap.firstSequence() <= gap.lastSequence()) {
                add(gap.firstSequence(), gap.lastSequence());
            }
        }
    }

    private void add(long first, long last) {
        long from = first;
        long to = last;
        for (var entry = lastByFirst.floorEntry(to);
                entry != null && entry.getValue() >= from;
                entry = lastByFirst.floorEntry(to)) {
            from = Math.min(from, entry.getKey());
            to = Math.max(to, entry.getValue());
            lastByFirst.remove(entry.getKey());
        }
        lastByFirst.put(from, to);
    }

    boolean contains(long sequence) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(sequence);
        return range != null && range.getValue() >= sequence;
    }

    /** How many of these sequences are not in the set. */
    long missingFrom(long first, long last) {
        if (first > last) {
            return 0;
        }
        long missing = last - first + 1;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
        long from = before == null ? first : before.getKey();
        for (Map.Entry<Long, Long> range :
                lastByFirst.subMap(from, true, last, true).entrySet()) {
            long overlap = Math.min(last, range.getValue()) - Math.max(first, range.getKey()) + 1;
            missing -= Math.max(0, overlap);
        }
        return missing;
    }
}
