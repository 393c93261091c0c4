package io.byteor.runner.ledger;

import io.byteor.schemas.event.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of sequences, kept as the fewest closed intervals. Not thread-safe. */
public final class IntervalSet {
    private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();
    /** The greatest interval while it grows: effects come in order. Its end in the map is behind until {@link #settle}. */
    private long growingFrom;

    private long growingTo;
    private boolean grows;

    public static IntervalSet of(List<Interval> intervals) {
        IntervalSet set = new IntervalSet();
        intervals.forEach(interval -> set.add(interval.getFirst(), interval.getLast()));
        return set;
    }

    public void add(long sequence) {
        if (grows && sequence > growingTo && sequence - 1 == growingTo) {
            growingTo = sequence;
        } else {
            add(sequence, sequence);
        }
    }

    /**
     * Adds all sequences of a closed interval.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public void add(long first, long last) {
        if (last < first) {
            throw new IllegalArgumentException("an interval from " + first + " to " + last);
        }
        settle();
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
        if (before != null && (before.getValue() >= first || before.getValue() + 1 == first)) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> next = lastByFirst.higherEntry(from);
        while (next != null && (next.getKey() <= to || next.getKey() - 1 == to)) {
            to = Math.max(to, next.getValue());
            lastByFirst.remove(next.getKey());
            next = lastByFirst.higherEntry(from);
        }
        lastByFirst.put(from, to);
        grows = from == lastByFirst.lastKey();
        growingFrom = from;
        growingTo = to;
    }

    private void settle() {
        if (grows) {
            lastByFirst.put(growingFrom, growingTo);
        }
    }

    public void addAll(IntervalSet other) {
        other.settle();
        other.lastByFirst.forEach(this::add);
    }

    public boolean contains(long sequence) {
        if (grows && sequence >= growingFrom) {
            return sequence <= growingTo;
        }
        Map.Entry<Long, Long> at = lastByFirst.floorEntry(sequence);
        return at != null && at.getValue() >= sequence;
    }

    /** The intervals that do not end before the sequence. */
    IntervalSet from(long sequence) {
        settle();
        IntervalSet left = new IntervalSet();
        Map.Entry<Long, Long> across = lastByFirst.floorEntry(sequence);
        if (across != null && across.getValue() >= sequence) {
            left.add(across.getKey(), across.getValue());
        }
        lastByFirst.tailMap(sequence).forEach(left::add);
        return left;
    }

    int size() {
        return lastByFirst.size();
    }

    public boolean isEmpty() {
        return lastByFirst.isEmpty();
    }

    /** In ascending order, no two of them touching. */
    public List<Interval> intervals() {
        settle();
        List<Interval> intervals = new ArrayList<>(lastByFirst.size());
        lastByFirst.forEach((first, last) -> intervals.add(new Interval(first, last)));
        return intervals;
    }
}
