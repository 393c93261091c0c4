package io.byteor.runner.audit;

import io.byteor.schemas.event.SampleHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the first, the last and up to 14 evenly spaced selected records of a lane, without knowing how many there will be:
 * every record at a multiple of the stride is kept, and the stride doubles whenever they become too many. The stride follows
 * from the count alone, so samples go on after a take-over as if nothing had happened. Not thread-safe.
 */
public final class SampleHashes {
    private static final int SPACED = 15;

    private final String lane;
    private final List<SampleHash> spaced = new ArrayList<>();
    private @Nullable SampleHash last;
    private long stride = 1;

    public SampleHashes(String lane) {
        this.lane = lane;
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param samples of all lanes
     * @param selected how many records of this lane had been selected
     */
    public static SampleHashes restore(String lane, List<SampleHash> samples, long selected) {
        SampleHashes restored = new SampleHashes(lane);
        while ((selected + restored.stride - 1) / restored.stride > SPACED) {
            restored.stride *= 2;
        }
        for (SampleHash sample : samples) {
            if (sample.getLane().equals(lane)) {
                if (sample.getOrdinal() % restored.stride == 0) {
                    restored.spaced.add(sample);
                }
                restored.last = sample;
            }
        }
        return restored;
    }

    /**
     * Takes the next selected record.
     *
     * @param ordinal counts them from 0 without gaps
     */
    public void add(long ordinal, long sequence, byte[] sha256) {
        SampleHash sample = new SampleHash(lane, ordinal, sequence, ByteBuffer.wrap(sha256));
        last = sample;
        if (ordinal % stride != 0) {
            return;
        }
        if (spaced.size() == SPACED) {
            stride *= 2;
            spaced.removeIf(kept -> kept.getOrdinal() % stride != 0);
        }
        if (ordinal % stride == 0) {
            spaced.add(sample);
        }
    }

    /** In the order of the records. */
    public List<SampleHash> samples() {
        List<SampleHash> samples = new ArrayList<>(spaced);
        if (last != null && !samples.getLast().equals(last)) {
            samples.add(last);
        }
        return samples;
    }
}
