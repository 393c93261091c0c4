package io.byteor.schemas.bundle;

import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Gap;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.Incident.Segment;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentSummary;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one lane of a bundle, cut into segments by size, in constant memory. Not thread-safe. */
public final class LaneWriter {
    /** Where nothing else is said, a segment is cut before the record that follows this many bytes. */
    public static final long SEGMENT_TARGET = 256L << 20;
    /** Most gaps of one lane: as many as incident.json has room for. */
    public static final int MOST_GAPS = 50_000;

    private final BundleWriter bundle;
    private final String name;
    private final Direction direction;
    private final Codec codec;
    private final long segmentBytes;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private @Nullable Open open;
    private long last = -1;

    LaneWriter(BundleWriter bundle, String name, Direction direction, Codec codec, long segmentBytes) {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("a segment has at least one byte");
        }
        this.bundle = bundle;
        this.name = name;
        this.direction = direction;
        this.codec = codec;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Adds one record.
     *
     * @param sequence not negative, greater than the one before
     * @param capturedAt microseconds since the epoch, in any order, of the years 0 to 9999
     * @throws ByteorException as {@link SegmentWriter#append}
     */
    public void append(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        Open segment = open;
        if (segment != null && (segment.writer.written() >= segmentBytes || segment.writer.isFull())) {
            cut(segment);
            segment = null;
        }
        if (segment == null) {
            requireIncrease(sequence);
            segment = open(sequence);
            open = segment;
        }
        segment.writer.append(sequence, capturedAt, key, headers, payload);
        last = sequence;
    }

    /**
     * Declares that these sequences, both ends included, are not in the bundle, though others before or behind them are. To be
     * declared in ascending order; what goes on where the one before ends becomes one gap with it.
     *
     * @throws ByteorException FILE_TOO_LARGE beyond {@value #MOST_GAPS} gaps
     */
    public void declareGap(long firstSequence, long lastSequence) {
        long from = firstSequence;
        if (!gaps.isEmpty() && gaps.getLast().lastSequence() == firstSequence - 1) {
            from = gaps.removeLast().firstSequence();
        } else if (gaps.size() == MOST_GAPS) {
            throw new ByteorException(
                    ErrorCode.FILE_TOO_LARGE,
                    "a lane declares at most " + MOST_GAPS + " gaps; capture a narrower range",
                    name + "/" + firstSequence,
                    null);
        }
        gaps.add(new Gap(from, lastSequence));
    }

    /** Ends the open segment, where there is one: the next record begins another. */
    public void cut() throws IOException {
        if (open != null) {
            cut(open);
        }
    }

    private void requireIncrease(long sequence) {
        if (sequence <= last) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT,
                    "sequences count from 0 and strictly increase within a lane",
                    name,
                    sequence);
        }
    }

    private Open open(long sequence) throws IOException {
        bundle.countSegment(name);
        String path = BundleLayout.segment(name, sequence);
        OutputStream segment = bundle.create(path);
        OutputStream table = bundle.create(BundleLayout.table(path));
        return new Open(path, sequence, segment, table, new SegmentWriter(segment, table, name, codec));
    }

    private void cut(Open segment) throws IOException {
        SegmentSummary summary = segment.writer.finish();
        segment.segment.close();
        segment.table.close();
        segments.add(new Segment(
                BundleLayout.segmentName(segment.firstSequence),
                summary.records(),
                summary.firstSequence(),
                summary.lastSequence(),
                time(summary.leastTime()),
                time(summary.greatestTime()),
                bundle.digest(segment.path)));
        open = null;
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    Lane finish() throws IOException {
        cut();
        return new Lane(name, direction, segments, gaps);
    }

    private record Open(
            String path, long firstSequence, OutputStream segment, OutputStream table, SegmentWriter writer) {}
}
