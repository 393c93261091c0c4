package io.byteor.bench;

import java.util.List;

/**
 * One side of a comparison.
 *
 * @param figures what is measured, as it is printed; one run gives all of them
 * @param ours whether it is this project's code; otherwise a peer or a limit
 * @param measure runs once
 */
public record Contestant(List<String> figures, boolean ours, Measure measure) {
    public Contestant {
        figures = List.copyOf(figures);
    }

    /** With a single figure. */
    public Contestant(String figure, boolean ours, SingleMeasure measure) {
        this(List.of(figure), ours, () -> List.of(measure.run()));
    }

    /** One measured run. */
    @FunctionalInterface
    public interface Measure {
        /** The figures in their order, in the group's unit. */
        List<Double> run() throws Exception;
    }

    /** One measured run that gives one figure. */
    @FunctionalInterface
    public interface SingleMeasure {
        /** The figure in the group's unit. */
        double run() throws Exception;
    }
}
