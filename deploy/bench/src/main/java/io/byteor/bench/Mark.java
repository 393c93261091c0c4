package io.byteor.bench;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A goal that compares the medians of two figures of one group. */
public sealed interface Mark {
    /** As it is printed. */
    String name();

    /** The value that is held against the goal. */
    double value(ToDoubleFunction<String> medians);

    /** What the value is held against; {@code NaN} where it is only told. */
    double goal();

    /** Whether a value holds the mark. */
    boolean isHeldBy(double value);

    /** A value in words. */
    String judge(double value);

    /**
     * The least ratio of two medians.
     *
     * @param numerator name of a figure
     * @param denominator name of another
     * @param atLeast the least ratio that holds the mark; {@code NaN} where there is none and the ratio is only told
     * @param stretch a ratio to be told whether it was reached; {@code NaN} where there is none
     */
    record Ratio(String name, String numerator, String denominator, double atLeast, double stretch) implements Mark {
        /** Without a stretch. */
        public Ratio(String name, String numerator, String denominator, double atLeast) {
            this(name, numerator, denominator, atLeast, Double.NaN);
        }

        /** Without a goal. */
        public static Ratio told(String name, String numerator, String denominator) {
            return new Ratio(name, numerator, denominator, Double.NaN);
        }

        @Override
        public double value(ToDoubleFunction<String> medians) {
            return medians.applyAsDouble(numerator) / medians.applyAsDouble(denominator);
        }

        @Override
        public double goal() {
            return atLeast;
        }

        @Override
        public boolean isHeldBy(double value) {
            return Double.isNaN(atLeast) || value >= atLeast;
        }

        @Override
        public String judge(double value) {
            if (Double.isNaN(atLeast)) {
                return format("%.2f", value);
            }
            String judged = format("%.2f, mark %.2f: ", value, atLeast) + held(isHeldBy(value));
            return Double.isNaN(stretch)
                    ? judged
                    : judged + format(", stretch %.2f: ", stretch) + held(value >= stretch);
        }
    }

    /**
     * The most by which one median may exceed another, in the group's unit.
     *
     * @param minuend name of a figure
     * @param subtrahend name of another
     * @param atMost the greatest difference that holds the mark
     */
    record Difference(String name, String minuend, String subtrahend, double atMost) implements Mark {
        @Override
        public double value(ToDoubleFunction<String> medians) {
            return medians.applyAsDouble(minuend) - medians.applyAsDouble(subtrahend);
        }

        @Override
        public double goal() {
            return atMost;
        }

        @Override
        public boolean isHeldBy(double value) {
            return value <= atMost;
        }

        @Override
        public String judge(double value) {
            return format("%+.2f, mark at most %+.2f: ", value, atMost) + held(isHeldBy(value));
        }
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String held(boolean held) {
        return held ? "held" : "missed";
    }
}
