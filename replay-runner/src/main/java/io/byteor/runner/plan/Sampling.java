package io.byteor.runner.plan;

/**
 * Draws a fraction of records by their sequence alone, so that equal input gives an equal sample on every machine and every try.
 *
 * @param fraction in (0, 1]
 */
public record Sampling(double fraction) {
    private static final double UNIT = 0x1.0p-53;

    public Sampling {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a sample is a fraction in (0, 1], not " + fraction);
        }
    }

    public boolean includes(long sequence) {
        return (mixed(sequence) >>> 11) * UNIT < fraction;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): neighbouring sequences land far apart. */
    private static long mixed(long sequence) {
        long z = sequence + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
