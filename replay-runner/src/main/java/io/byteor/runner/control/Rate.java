package io.byteor.runner.control;

/**
 * When records are due that come at an absolute rate. Who was held up may catch up on {@value #MOST_LAG_MILLIS} ms, and not on all
 * that was missed: a stall is followed by no burst. Not thread-safe.
 */
public final class Rate {
    private static final long MOST_LAG_MILLIS = 1_000;

    private final long perSecond;
    private long from;
    private final long before;

    /**
     * @param perSecond records; positive
     * @param from in milliseconds, from when it counts
     * @param before records that came before that
     */
    public Rate(long perSecond, long from, long before) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate is positive, not " + perSecond);
        }
        this.perSecond = perSecond;
        this.from = from;
        this.before = before;
    }

    /**
     * For how long the next record is not due.
     *
     * @param records that came so far, those before included
     * @param now in milliseconds
     * @return milliseconds; negative where it has been due for so long
     */
    public long ahead(long records, long now) {
        long ahead = from + (records - before) * 1_000 / perSecond - now;
        if (ahead < -MOST_LAG_MILLIS) {
            from += -MOST_LAG_MILLIS - ahead;
            return -MOST_LAG_MILLIS;
        }
        return ahead;
    }
}
