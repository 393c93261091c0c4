package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.journal.Codec;
import java.time.Duration;

/**
 * How much of a lane is kept. Whole segments go, the oldest first.
 *
 * @param bytes most bytes of all segments; more only while a capture reads them
 * @param age a segment goes when its newest record was captured this long before the newest of all
 * @param segmentBytes of one segment, at most half of all
 * @param codec of the segments on disk
 */
public record RingBounds(long bytes, Duration age, long segmentBytes, Codec codec) {
    private static final int SEGMENTS = 16;

    public RingBounds {
        if (segmentBytes < 1 || bytes / 2 < segmentBytes) {
            throw new IllegalArgumentException("a ring has room for two segments of at least one byte");
        }
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("the age is positive");
        }
    }

    /** Bounds in sixteen uncompressed segments. */
    public static RingBounds of(long bytes, Duration age) {
        return new RingBounds(bytes, age, bytes / SEGMENTS, Codec.NULL);
    }

    long ageMicros() {
        return Math.max(1, age.toNanos() / 1_000);
    }

    /** After how many microseconds a segment is cut, so that age can take effect. */
    long segmentMicros() {
        return Math.max(1, ageMicros() / SEGMENTS);
    }
}
