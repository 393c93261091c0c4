package io.byteor.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one benchmark run found, in the shape that is printed as JSON.
 *
 * @param runs counted rounds; each round ran every contestant once
 * @param ours medians of this project's code by group and contestant, in the group's unit
 * @param peers medians of peers and limits
 * @param ratios by group and mark
 * @param marks each goal with the value found
 */
public record Result(
        String name,
        int runs,
        Map<String, Double> ours,
        Map<String, Double> peers,
        Map<String, Double> ratios,
        List<HeldMark> marks) {
    /** A mark and whether it held. */
    public record HeldMark(String name, double value, double mark, boolean held) {}

    /** A group's part of the result. */
    static Result of(String name, int runs, Group group, Map<String, Samples> samples) {
        var ours = new LinkedHashMap<String, Double>();
        var peers = new LinkedHashMap<String, Double>();
        for (Contestant contestant : group.contestants()) {
            (contestant.ours() ? ours : peers)
                    .put(group.full(contestant.name()), rounded(median(samples, contestant.name())));
        }
        var ratios = new LinkedHashMap<String, Double>();
        var marks = group.marks().stream()
                .map(mark -> {
                    double ratio = median(samples, mark.numerator()) / median(samples, mark.denominator());
                    ratios.put(group.full(mark.name()), rounded(ratio));
                    return new HeldMark(
                            group.full(mark.name()), rounded(ratio), mark.atLeast(), ratio >= mark.atLeast());
                })
                .toList();
        return new Result(name, runs, ours, peers, ratios, marks);
    }

    /** The results of all groups in one. */
    static Result of(String name, int runs, List<Result> groups) {
        var all = new Result(
                name, runs, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (Result group : groups) {
            all.ours.putAll(group.ours);
            all.peers.putAll(group.peers);
            all.ratios.putAll(group.ratios);
            all.marks.addAll(group.marks);
        }
        return all;
    }

    private static double median(Map<String, Samples> samples, String contestant) {
        Samples found = samples.get(contestant);
        if (found == null) {
            throw new IllegalArgumentException("no contestant is named " + contestant);
        }
        return found.median();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
