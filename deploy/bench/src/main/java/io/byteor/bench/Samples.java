package io.byteor.bench;

import java.util.List;

/** One figure's values, a value for each run. */
public record Samples(List<Double> values) {
    public Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no runs, no figures");
        }
        values = values.stream().sorted().toList();
    }

    /** The middle value; of an even number of runs the mean of the two in the middle. */
    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double least() {
        return values.getFirst();
    }

    public double greatest() {
        return values.getLast();
    }
}
