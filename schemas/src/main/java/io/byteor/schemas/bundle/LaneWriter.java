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
    /** A segment is cut before the record that follows this many bytes. */
    public static final long SEGMENT_TARGET = 256L << 20;

    private final BundleWriter bundle;
    private final String name;
    private final Direction direction;
    private final Codec codec;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private @Nullable Open open;
    private long last = -1;

    LaneWriter(BundleWriter bundle, String name, Direction direction, Codec codec) {
        this.bundle = bundle;
        this.name = name;
        this.direction = direction;
        this.codec = codec;
    }

    /**
     * Adds one record.
     *
     * @param sequence not negative, greater than the one before
     * @param capturedAt microseconds since the epoch, in any order
     * @throws ByteorException as {@link SegmentWriter#append}
     */
    public void append(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        Open segment = open;
        if (segment != null && segment.writer.written() >= SEGMENT_TARGET) {
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

    /** Declares that the source had records with these sequences, both ends included, which are not in the bundle. */
    public void declareGap(long firstSequence, long lastSequence) {
        gaps.add(new Gap(firstSequence, lastSequence));
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
        if (open != null) {
            cut(open);
        }
        return new Lane(name, direction, segments, gaps);
    }

    private record Open(
            String path, long firstSequence, OutputStream segment, OutputStream table, SegmentWriter writer) {}
}
