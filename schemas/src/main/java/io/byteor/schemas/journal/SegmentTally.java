package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.security.MessageDigest;

/** Adds up the blocks of a segment into its summary, in constant memory. Not thread-safe. */
final class SegmentTally {
    private final MessageDigest entries = Digest.newSha256();
    private final AvroOutput entry = new AvroOutput(128);
    private long blocks;
    private long bytes;
    private long records;
    private long firstSequence;
    private long lastSequence;
    private long leastTime = Long.MAX_VALUE;
    private long greatestTime = Long.MIN_VALUE;

    void add(Block block) {
        entry.clear();
        block.writeTo(entry);
        entry.digestInto(entries);
        bytes += block.length();
        if (block.records() == 0) {
            return;
        }
        if (++blocks > JournalFormat.MOST_BLOCKS) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT,
                    "a segment has at most " + JournalFormat.MOST_BLOCKS + " blocks",
                    null,
                    blocks);
        }
        if (records == 0) {
            firstSequence = block.firstSequence();
        }
        records += block.records();
        lastSequence = block.lastSequence();
        leastTime = Math.min(leastTime, block.leastTime());
        greatestTime = Math.max(greatestTime, block.greatestTime());
    }

    boolean follows(long sequence) {
        return records == 0 || sequence > lastSequence;
    }

    long bytes() {
        return bytes;
    }

    long blocks() {
        return blocks;
    }

    /** To be asked once, when all blocks have been added. */
    SegmentSummary summary() {
        return new SegmentSummary(
                bytes,
                blocks,
                records,
                firstSequence,
                lastSequence,
                leastTime,
                greatestTime,
                Digest.ofRaw(entries.digest()));
    }
}
