package io.byteor.runner.divergence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Puts any number of captured outputs into order, in bounded memory: an external merge sort. Few never see the disk, and many
 * that come in order make one run. Not thread-safe.
 */
final class OutputSort implements AutoCloseable {
    private final int held;
    private final int ways;
    private final List<CapturedOutput> fresh = new ArrayList<>();
    /** By how often their contents were merged; each level is full at so many runs as are merged at once. */
    private final List<List<OutputRun>> levels = new ArrayList<>();

    /**
     * @param held outputs that are sorted in memory, some 100 bytes each
     * @param ways runs that are merged at once, each with a buffer and an open file
     */
    OutputSort(int held, int ways) {
        this.held = held;
        this.ways = ways;
    }

    void add(CapturedOutput output) {
        fresh.add(output);
        if (fresh.size() == held) {
            spill();
        }
    }

    /** All of them in order; nothing is added any more. */
    Iterator<CapturedOutput> sorted() {
        Collections.sort(fresh);
        List<Iterator<CapturedOutput>> parts = new ArrayList<>();
        parts.add(fresh.iterator());
        for (List<OutputRun> level : levels) {
            level.forEach(run -> parts.add(run.iterator()));
        }
        return new Merge(parts);
    }

    private void spill() {
        Collections.sort(fresh);
        List<OutputRun> level = level(0);
        OutputRun run = level.isEmpty() ? null : level.getLast();
        if (run == null || !run.takes(fresh.getFirst())) {
            if (level.size() == ways) {
                merge(0);
            }
            run = new OutputRun();
            level.add(run);
        }
        fresh.forEach(run::append);
        fresh.clear();
    }

    /** Turns a full level into one run of the next. */
    private void merge(int from) {
        List<OutputRun> runs = level(from);
        List<OutputRun> next = level(from + 1);
        if (next.size() == ways) {
            merge(from + 1);
        }
        OutputRun merged = new OutputRun();
        next.add(merged);
        new Merge(runs.stream().map(OutputRun::iterator).toList()).forEachRemaining(merged::append);
        runs.forEach(OutputRun::close);
        runs.clear();
    }

    private List<OutputRun> level(int number) {
        while (levels.size() <= number) {
            levels.add(new ArrayList<>());
        }
        return levels.get(number);
    }

    @Override
    public void close() {
        levels.forEach(level -> level.forEach(OutputRun::close));
        levels.clear();
    }

    private static final class Merge implements Iterator<CapturedOutput> {
        private record Head(CapturedOutput output, Iterator<CapturedOutput> rest) {}

        private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::output));

        Merge(List<Iterator<CapturedOutput>> parts) {
            parts.forEach(this::advance);
        }

        private void advance(Iterator<CapturedOutput> part) {
            if (part.hasNext()) {
                heads.add(new Head(part.next(), part));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public CapturedOutput next() {
            Head least = heads.poll();
            if (least == null) {
                throw new NoSuchElementException();
            }
            advance(least.rest());
            return least.output();
        }
    }
}
