package io.byteor.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one benchmark run found, in the shape that is printed as JSON.
 *
 * @param runs counted rounds; each round ran every contestant once
 * @param ours medians of this project's code by contestant name, in the benchmark's unit
 * @param peers medians of peers and limits
 * @param ratios by mark name
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

    static Result of(Benchmark benchmark, int runs, List<Contestant> contestants, Map<String, Samples> samples) {
        var ours = new LinkedHashMap<String, Double>();
        var peers = new LinkedHashMap<String, Double>();
        for (Contestant contestant : contestants) {
            (contestant.ours() ? ours : peers).put(contestant.name(), rounded(median(samples, contestant.name())));
        }
        var ratios = new LinkedHashMap<String, Double>();
        var marks = benchmark.marks().stream()
                .map(mark -> {
                    double ratio = median(samples, mark.numerator()) / median(samples, mark.denominator());
                    ratios.put(mark.name(), rounded(ratio));
                    return new HeldMark(mark.name(), rounded(ratio), mark.atLeast(), ratio >= mark.atLeast());
                })
                .toList();
        return new Result(benchmark.name(), runs, ours, peers, ratios, marks);
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
