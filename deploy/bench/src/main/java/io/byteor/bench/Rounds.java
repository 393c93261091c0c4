package io.byteor.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs contestants in turn: one warm-up round that is not counted, then the counted ones. */
final class Rounds {
    private Rounds() {}

    /** Samples by figure. */
    static Map<String, Samples> run(List<Contestant> contestants, int rounds) throws Exception {
        var figures = new LinkedHashMap<String, List<Double>>();
        for (int round = 0; round <= rounds; round++) {
            for (Contestant contestant : contestants) {
                List<Double> run = contestant.measure().run();
                for (int i = 0; round > 0 && i < run.size(); i++) {
                    figures.computeIfAbsent(contestant.figures().get(i), name -> new ArrayList<>())
                            .add(run.get(i));
                }
            }
        }
        var samples = new LinkedHashMap<String, Samples>();
        figures.forEach((name, values) -> samples.put(name, new Samples(values)));
        return samples;
    }
}
