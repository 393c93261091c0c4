package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.util.List;

/** Copies what is not before some time from segments into a lane. For one copying. */
final class WindowCopy {
    private final long since;
    private boolean begun;
    private long expected;

    /** @param since microseconds since the epoch */
    WindowCopy(long since) {
        this.since = since;
    }

    void copy(List<KeptSegment> segments, LaneWriter lane) throws IOException {
        for (KeptSegment segment : segments) {
            if (begun || segment.summary().greatestTime() >= since) {
                copy(segment, lane);
            }
        }
    }

    private void copy(KeptSegment segment, LaneWriter lane) throws IOException {
        BlockTable table = segment.table();
        try (SegmentReader reader = segment.open(table)) {
            if (!begun) {
                reader.seekTo(firstBlock(table).firstSequence());
            } else if (segment.summary().firstSequence() > expected) {
                lane.declareGap(expected, segment.summary().firstSequence() - 1);
            }
            while (reader.next()) {
                begun |= reader.capturedAtMicros() >= since;
                if (begun) {
                    lane.append(
                            reader.sequence(),
                            reader.capturedAtMicros(),
                            reader.key(),
                            reader.headers(),
                            reader.payload());
                }
            }
        }
        expected = segment.summary().lastSequence() + 1;
    }

    private Block firstBlock(BlockTable table) {
        return table.blocks().stream()
                .filter(block -> block.records() > 0 && block.greatestTime() >= since)
                .findFirst()
                .orElseThrow();
    }
}
