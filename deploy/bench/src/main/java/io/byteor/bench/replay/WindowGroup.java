package io.byteor.bench.replay;

import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.RecordWindow;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A thousand records out of the middle of a lane, found by the names of its segments and one table, and verified, beside hashing
 * all of the lane. Segments are as large as capture cuts them; a smaller lane is the beginning of a larger one.
 */
final class WindowGroup {
    private static final int WINDOW = 1_000;
    private static final int GIBIBYTES = 4;
    private static final int SEGMENTS_OF_ONE = (int) ((1L << 30) / LaneWriter.SEGMENT_TARGET);
    /** With its framing a record of the sample has about as many bytes. */
    private static final int RECORD = 303;

    private static final int ROUNDS = 20;
    private static final String HASH = "SHA-256 of all 4 GiB, one thread";

    private WindowGroup() {}

    static Group windows(String name, Path folder) throws IOException {
        int records = (int) (LaneWriter.SEGMENT_TARGET / RECORD);
        List<SampleSegment> lane = new ArrayList<>();
        for (int i = 0; i < GIBIBYTES * SEGMENTS_OF_ONE; i++) {
            lane.add(SampleSegment.write(
                    folder, "window-" + i, SampleSegment.Content.RANDOM, Codec.NULL, (long) i * records, records));
        }
        List<Contestant> contestants = new ArrayList<>();
        for (int gibibytes = 1; gibibytes <= GIBIBYTES; gibibytes *= 2) {
            List<SampleSegment> part = lane.subList(0, gibibytes * SEGMENTS_OF_ONE);
            contestants.add(Meter.THREAD.contestant(ours(gibibytes), true, ROUNDS, () -> {
                for (int i = 0; i < ROUNDS; i++) {
                    read(part);
                }
            }));
        }
        contestants.add(Meter.THREAD.contestant(HASH, false, 1, () -> {
            for (SampleSegment segment : lane) {
                segment.hash();
            }
        }));
        return new Group(
                name,
                "times/s",
                contestants,
                List.of(
                        new Mark.Ratio("times as often as hashing the lane", ours(GIBIBYTES), HASH, 50),
                        new Mark.Ratio("4 GiB beside 1 GiB", ours(GIBIBYTES), ours(1), 0.8),
                        new Mark.Ratio("2 GiB beside 1 GiB", ours(2), ours(1), 0.8)));
    }

    private static String ours(int gibibytes) {
        return "window of 1,000 records out of " + gibibytes + " GiB";
    }

    private static void read(List<SampleSegment> lane) throws IOException {
        SampleSegment inTheMiddle = lane.get(lane.size() / 2);
        long from = inTheMiddle.firstSequence() + inTheMiddle.records() / 2;
        SampleSegment segment = lane.stream()
                .filter(candidate -> candidate.firstSequence() <= from)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        BlockTable blocks = BlockTable.read(
                Files.readAllBytes(segment.table()), segment.table().toString());
        long read = 0;
        try (var reader = SegmentReader.open(
                FileChannel.open(segment.segment()), blocks, segment.segment().toString(), Helpers.NONE)) {
            reader.within(new RecordWindow(from, from + WINDOW - 1, Long.MIN_VALUE, Long.MAX_VALUE));
            while (read < WINDOW && reader.next()) {
                read++;
            }
        }
        if (read != WINDOW) {
            throw new IllegalStateException("read " + read + " records of the window");
        }
    }
}
