package io.byteor.runner.divergence;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single records of one lane by their sequences, verified. Keeps the segment that was read last open. Not thread-safe. */
final class StoredLane implements AutoCloseable {
    private final ReplayBundle bundle;
    private final String lane;
    private final List<String> segments;
    private @Nullable String opened;
    private @Nullable SegmentReader reader;

    StoredLane(ReplayBundle bundle, String lane) {
        this.bundle = bundle;
        this.lane = lane;
        this.segments = bundle.segments(lane);
    }

    /**
     * The record of this sequence.
     *
     * @throws ByteorException JOURNAL_CORRUPT where it is not there, and as {@link ReplayBundle#open}
     */
    RecordVariables read(long sequence) throws IOException {
        SegmentReader segment = segmentOf(sequence);
        segment.seekTo(sequence);
        if (!segment.next() || segment.sequence() != sequence) {
            throw missing(sequence);
        }
        Map<String, byte[]> headers = segment.headers();
        return new RecordVariables(
                new Payload(segment.payload()),
                segment.key(),
                sequence,
                Instant.EPOCH.plus(segment.capturedAtMicros(), ChronoUnit.MICROS),
                () -> headers);
    }

    /** A segment's name is its first sequence, so names are in the order of what they hold. */
    private SegmentReader segmentOf(long sequence) throws IOException {
        String bound = BundleLayout.laneFolder(lane) + BundleLayout.segmentName(sequence);
        String wanted = segments.stream()
                .filter(segment -> segment.compareTo(bound) <= 0)
                .reduce((_, later) -> later)
                .orElseThrow(() -> missing(sequence));
        SegmentReader current = reader;
        if (current == null || !wanted.equals(opened)) {
            close();
            current = bundle.open(wanted);
            reader = current;
            opened = wanted;
        }
        return current;
    }

    private ByteorException missing(long sequence) {
        return new ByteorException(
                ErrorCode.JOURNAL_CORRUPT,
                "the lane holds what it held before",
                BundleLayout.laneFolder(lane),
                sequence);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
