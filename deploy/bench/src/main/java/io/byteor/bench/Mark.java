package io.byteor.bench;

/**
 * A goal on the ratio of two contestants' medians.
 *
 * @param name as it is printed
 * @param numerator name of a contestant
 * @param denominator name of another
 * @param atLeast the least ratio that holds the mark
 * @param stretch a ratio to be told whether it was reached; {@code NaN} where there is none
 */
public record Mark(String name, String numerator, String denominator, double atLeast, double stretch) {
    /** Without a stretch. */
    public Mark(String name, String numerator, String denominator, double atLeast) {
        this(name, numerator, denominator, atLeast, Double.NaN);
    }

    /** A ratio in words. */
    String judge(double ratio) {
        String judged = "%.2f, mark %.2f: %s".formatted(ratio, atLeast, held(ratio, atLeast));
        return Double.isNaN(stretch) ? judged : judged + ", stretch %.2f: %s".formatted(stretch, held(ratio, stretch));
    }

    private static String held(double ratio, double goal) {
        return ratio >= goal ? "held" : "missed";
    }
}
