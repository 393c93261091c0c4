package io.byteor.runner.divergence;

import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * One captured output, small enough to be sorted by the million. Ordered as a walk meets them.
 *
 * @param originLane rank of the input lane in the plan
 * @param lane rank of the output lane
 * @param sequence in the output lane
 * @param digest {@link OutputDigest} of key and payload; not copied
 */
record CapturedOutput(int originLane, long originSequence, int lane, long sequence, byte[] digest)
        implements Comparable<CapturedOutput> {
    static final int BYTES = 2 * Integer.BYTES + 2 * Long.BYTES + OutputDigest.BYTES;

    private static final Comparator<CapturedOutput> ORDER = Comparator.comparingInt(CapturedOutput::originLane)
            .thenComparingLong(CapturedOutput::originSequence)
            .thenComparingInt(CapturedOutput::lane)
            .thenComparingLong(CapturedOutput::sequence);

    static CapturedOutput read(ByteBuffer from) {
        byte[] digest = new byte[OutputDigest.BYTES];
        CapturedOutput output =
                new CapturedOutput(from.getInt(), from.getLong(), from.getInt(), from.getLong(), digest);
        from.get(digest);
        return output;
    }

    void write(ByteBuffer to) {
        to.putInt(originLane)
                .putLong(originSequence)
                .putInt(lane)
                .putLong(sequence)
                .put(digest);
    }

    /** Negative where it comes before this origin, 0 where it comes from it. */
    int compareTo(int toLane, long toSequence) {
        int byLane = Integer.compare(originLane, toLane);
        return byLane != 0 ? byLane : Long.compare(originSequence, toSequence);
    }

    @Override
    public int compareTo(CapturedOutput other) {
        return ORDER.compare(this, other);
    }
}
