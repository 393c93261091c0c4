package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;

/** The ranges of the records of one block, as they pass. Not thread-safe. */
final class BlockRange {
    private long records;
    private long firstSequence;
    private long lastSequence;
    private long leastTime;
    private long greatestTime;

    void add(long sequence, long capturedAt) {
        if (records++ == 0) {
            firstSequence = sequence;
            leastTime = capturedAt;
            greatestTime = capturedAt;
        } else {
            leastTime = Math.min(leastTime, capturedAt);
            greatestTime = Math.max(greatestTime, capturedAt);
        }
        lastSequence = sequence;
    }

    boolean isEmpty() {
        return records == 0;
    }

    long records() {
        return records;
    }

    long lastSequence() {
        return lastSequence;
    }

    void clear() {
        records = 0;
    }

    Block block(long offset, long length, Digest sha256) {
        return new Block(offset, length, records, firstSequence, lastSequence, leastTime, greatestTime, sha256);
    }
}
