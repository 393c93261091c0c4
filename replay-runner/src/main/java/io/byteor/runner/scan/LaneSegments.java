package io.byteor.runner.scan;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentSummary;
import java.util.List;

/**
 * The segments of one lane in their order. The manifest names each by its first sequence, so those outside of a window need not
 * be opened; one that is opened must keep to its name. Paths of one lane compare as their sequences do.
 */
record LaneSegments(String lane, List<String> paths) {
    int count() {
        return paths.size();
    }

    String path(int segment) {
        return paths.get(segment);
    }

    /** Whether the segment ends before this sequence. */
    boolean endsBefore(int segment, long sequence) {
        return segment + 1 < count() && paths.get(segment + 1).compareTo(BundleLayout.segment(lane, sequence)) <= 0;
    }

    /** Whether the segment begins behind this sequence. */
    boolean beginsBehind(int segment, long sequence) {
        return paths.get(segment).compareTo(BundleLayout.segment(lane, sequence)) > 0;
    }

    /** @throws ByteorException JOURNAL_CORRUPT where a segment holds other sequences than its name and the next one's say */
    void requirePlace(int segment, SegmentSummary holds) {
        String path = paths.get(segment);
        if (!path.equals(BundleLayout.segment(lane, holds.firstSequence()))) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "a segment is named by its first sequence", path, holds.firstSequence());
        }
        if (endsBefore(segment, holds.lastSequence())) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "a segment ends before the next one begins", path, holds.lastSequence());
        }
    }
}
