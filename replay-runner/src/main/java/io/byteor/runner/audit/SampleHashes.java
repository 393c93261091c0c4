package io.byteor.runner.audit;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.SampleHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of the first, the last and up to 14 evenly spaced selected records of a lane, without knowing how many there will be:
 * every record at a multiple of the stride is kept, and the stride doubles whenever they become too many. The stride follows
 * from the count alone, so samples go on after a take-over as if nothing had happened. Only what is kept is hashed: of n records
 * some 8 log n, and the last one whenever the samples are asked for. Not thread-safe.
 */
public final class SampleHashes {
    private static final int SPACED = 15;

    private final String lane;
    private final List<SampleHash> spaced = new ArrayList<>();
    private @Nullable SampleHash last;
    private byte @Nullable [] unhashed;
    private int unhashedLength;
    private long lastOrdinal;
    private long lastSequence;
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
     * Takes the next selected record, of whose bytes no more is held than those of the last one.
     *
     * @param ordinal counts them from 0 without gaps
     * @param buffer where its Avro bytes lie, which may change afterwards
     */
    public void add(long ordinal, long sequence, byte[] buffer, int offset, int length) {
        lastOrdinal = ordinal;
        lastSequence = sequence;
        if (ordinal % stride == 0 && spaced.size() == SPACED) {
            stride *= 2;
            spaced.removeIf(kept -> kept.getOrdinal() % stride != 0);
        }
        if (ordinal % stride == 0) {
            last = sample(buffer, offset, length);
            spaced.add(last);
            unhashedLength = 0;
        } else {
            hold(buffer, offset, length);
        }
    }

    private void hold(byte[] buffer, int offset, int length) {
        byte[] held = unhashed;
        if (held == null || held.length < length) {
            held = new byte[length];
            unhashed = held;
        }
        System.arraycopy(buffer, offset, held, 0, length);
        unhashedLength = length;
    }

    /** In the order of the records. */
    public List<SampleHash> samples() {
        if (unhashed != null && unhashedLength > 0) {
            last = sample(unhashed, 0, unhashedLength);
        }
        unhashed = null;
        unhashedLength = 0;
        List<SampleHash> samples = new ArrayList<>(spaced);
        if (last != null && !samples.getLast().equals(last)) {
            samples.add(last);
        }
        return samples;
    }

    private SampleHash sample(byte[] buffer, int offset, int length) {
        MessageDigest sha256 = Digest.newSha256();
        sha256.update(buffer, offset, length);
        return new SampleHash(lane, lastOrdinal, lastSequence, ByteBuffer.wrap(sha256.digest()));
    }
}
