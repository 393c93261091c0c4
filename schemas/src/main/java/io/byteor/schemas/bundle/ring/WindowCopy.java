package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Copies what is not before some time from segments into a lane. For one copying. */
final class WindowCopy {
    private final long since;
    private final boolean includeReplayed;
    private boolean begun;
    private long expected;
    private long leftOut;

    /**
     * @param since microseconds since the epoch
     * @param includeReplayed whether records of earlier replays are copied as well; their sequences become gaps otherwise
     */
    WindowCopy(long since, boolean includeReplayed) {
        this.since = since;
        this.includeReplayed = includeReplayed;
    }

    /** Says how many records of earlier replays were left out. */
    long copy(List<KeptSegment> segments, LaneWriter lane) throws IOException {
        for (KeptSegment segment : segments) {
            if (begun || segment.summary().greatestTime() >= since) {
                copy(segment, lane);
            }
        }
        return leftOut;
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
                    copy(reader, lane);
                }
            }
        }
        expected = segment.summary().lastSequence() + 1;
    }

    private void copy(SegmentReader record, LaneWriter lane) throws IOException {
        Map<String, byte[]> headers = record.headers();
        if (!includeReplayed && headers.containsKey(ProvenanceHeader.REPLAY_ID)) {
            lane.declareGap(record.sequence(), record.sequence());
            leftOut++;
        } else {
            lane.append(record.sequence(), record.capturedAtMicros(), record.key(), headers, record.payload());
        }
    }

    private Block firstBlock(BlockTable table) {
        return table.blocks().stream()
                .filter(block -> block.records() > 0 && block.greatestTime() >= since)
                .findFirst()
                .orElseThrow();
    }
}
