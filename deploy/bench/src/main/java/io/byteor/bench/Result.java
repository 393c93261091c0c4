package io.byteor.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one benchmark run found, in the shape that is printed as JSON.
 *
 * @param runs counted rounds; each round ran every contestant once
 * @param ours medians of this project's code by group and figure, in the group's unit
 * @param peers medians of peers and limits
 * @param ratios by group and mark
 * @param differences by group and mark, in the group's unit
 * @param marks each goal with the value found
 */
public record Result(
        String name,
        int runs,
        Map<String, Double> ours,
        Map<String, Double> peers,
        Map<String, Double> ratios,
        Map<String, Double> differences,
        List<HeldMark> marks) {
    /**
     * A mark and whether it held.
     *
     * @param mark the goal; null where there is none, which always holds
     */
    public record HeldMark(
            String name, double value, @Nullable Double mark, boolean held) {}

    /** A group's part of the result. */
    static Result of(String name, int runs, Group group, Map<String, Samples> samples) {
        var ours = new LinkedHashMap<String, Double>();
        var peers = new LinkedHashMap<String, Double>();
        for (Contestant contestant : group.contestants()) {
            for (String figure : contestant.figures()) {
                (contestant.ours() ? ours : peers).put(group.full(figure), rounded(median(samples, figure)));
            }
        }
        var ratios = new LinkedHashMap<String, Double>();
        var differences = new LinkedHashMap<String, Double>();
        var marks = group.marks().stream()
                .map(mark -> {
                    double value = mark.value(figure -> median(samples, figure));
                    switch (mark) {
                        case Mark.Ratio _ -> ratios.put(group.full(mark.name()), rounded(value));
                        case Mark.Difference _ -> differences.put(group.full(mark.name()), rounded(value));
                    }
                    Double goal = Double.isNaN(mark.goal()) ? null : Double.valueOf(mark.goal());
                    return new HeldMark(group.full(mark.name()), rounded(value), goal, mark.isHeldBy(value));
                })
                .toList();
        return new Result(name, runs, ours, peers, ratios, differences, marks);
    }

    /** The results of all groups in one. */
    static Result of(String name, int runs, List<Result> groups) {
        var all = new Result(
                name,
                runs,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>());
        for (Result group : groups) {
            all.ours.putAll(group.ours);
            all.peers.putAll(group.peers);
            all.ratios.putAll(group.ratios);
            all.differences.putAll(group.differences);
            all.marks.addAll(group.marks);
        }
        return all;
    }

    private static double median(Map<String, Samples> samples, String figure) {
        Samples found = samples.get(figure);
        if (found == null) {
            throw new IllegalArgumentException("no figure is named " + figure);
        }
        return found.median();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
