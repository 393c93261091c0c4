package io.byteor.bench;

import java.util.List;

/**
 * Contestants over one input, which take turns, and the marks between them.
 *
 * @param name of the input; empty where a benchmark has only one
 * @param unit of every figure, for instance {@code MB/s}
 */
public record Group(String name, String unit, List<Contestant> contestants, List<Mark> marks) {
    public Group {
        contestants = List.copyOf(contestants);
        marks = List.copyOf(marks);
    }

    /** How a figure or a mark of this group is called among those of all groups. */
    String full(String part) {
        return name.isEmpty() ? part : name + ": " + part;
    }
}
