package io.byteor.runner.control;

import java.time.Duration;

/**
 * When records are due that keep the pacing of their capture, or a multiple of it. Lanes are replayed one after the other, each in
 * its own pacing. The latest capture time so far sets the pace, so that times which jump back and forth do not slow a lane down; a
 * clock that was set back sets it anew. Not thread-safe.
 */
public final class Pacing {
    /** No gap in the capture is waited for longer, however long it was. */
    public static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    private static final double LONGEST_MICROS = LONGEST_GAP.toMillis() * 1_000.0;

    private final double speed;
    private String lane = "";
    private double latest;
    private double dueMicros;
    private boolean begun;

    /** @param speed how many times as fast as it was; positive */
    public Pacing(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed is positive, not " + speed);
        }
        this.speed = speed;
    }

    /**
     * When the next record is due.
     *
     * @param capturedAt in microseconds
     * @param now in milliseconds; the first record sets the time by it
     * @return in milliseconds, never less than of the record before
     */
    public long due(String of, long capturedAt, long now) {
        if (!begun) {
            begun = true;
            dueMicros = now * 1_000.0;
        }
        double step = (capturedAt - latest) / speed;
        if (!of.equals(lane) || step < -LONGEST_MICROS) {
            lane = of;
            latest = capturedAt;
        } else if (step > 0) {
            latest = capturedAt;
            dueMicros += Math.min(step, LONGEST_MICROS);
        }
        return (long) (dueMicros / 1_000);
    }
}
