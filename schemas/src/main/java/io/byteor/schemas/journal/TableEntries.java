package io.byteor.schemas.journal;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** Takes the entries of a block table one after the other and sees that they can be of one segment, in constant memory. */
final class TableEntries {
    private final String path;
    private final SegmentTally tally = new SegmentTally();
    private int count;

    TableEntries(String path) {
        this.path = path;
    }

    int count() {
        return count;
    }

    /** @throws ByteorException JOURNAL_CORRUPT where it is not contiguous to the one before, or contradicts it */
    void add(Block block) {
        String fault = fault(block);
        if (!fault.isEmpty()) {
            throw new ByteorException(ErrorCode.JOURNAL_CORRUPT, fault, path + "#" + count, block);
        }
        tally.add(block);
        count++;
    }

    private String fault(Block block) {
        if (block.offset() != tally.bytes()) {
            return "blocks are contiguous, the next begins at " + tally.bytes();
        }
        if (count == 0) {
            boolean plain =
                    block.records() == 0 && block.length() > 0 && block.length() <= JournalFormat.LARGEST_HEADER;
            return plain ? "" : "entry 0 is the header, without records";
        }
        if (block.length() <= JournalFormat.SYNC_LENGTH || block.length() > JournalFormat.LARGEST_FRAME) {
            return "a framed block has at most " + JournalFormat.LARGEST_FRAME + " bytes";
        }
        if (block.records() <= 0 || block.records() - 1 > block.lastSequence() - block.firstSequence()) {
            return "the count of records fits the range of sequences";
        }
        if (!tally.follows(block.firstSequence()) || block.leastTime() > block.greatestTime()) {
            return "ranges increase from block to block";
        }
        return "";
    }

    /** To be asked once, when all have been added. */
    SegmentSummary summary() {
        SegmentSummary summary = tally.summary();
        if (summary.records() == 0) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "a block table has the header and at least one block", path, count);
        }
        return summary;
    }
}
