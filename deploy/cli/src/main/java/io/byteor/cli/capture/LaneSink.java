package io.byteor.cli.capture;

import io.byteor.cli.capture.source.RecordSink;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what is read into a lane of a bundle. */
final class LaneSink implements RecordSink {
    private final LaneInput input;
    private final LaneWriter lane;
    private long records;
    private long leftOut;

    LaneSink(LaneInput input, LaneWriter lane) {
        this.input = input;
        this.lane = lane;
    }

    @Override
    public void record(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException {
        if (input.direction() == Direction.OUTPUT && !headers.containsKey(JournalFormat.ORIGIN_HEADER)) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a record of an output lane has the header " + JournalFormat.ORIGIN_HEADER + ", LANE/SEQUENCE",
                    input.name() + "/" + sequence,
                    null);
        }
        lane.append(sequence, capturedAt, key, headers, payload);
        records++;
    }

    @Override
    public void gap(long firstSequence, long lastSequence) {
        lane.declareGap(firstSequence, lastSequence);
    }

    @Override
    public void leftOut(long sequence) {
        lane.declareGap(sequence, sequence);
        leftOut++;
    }

    long records() {
        return records;
    }

    long leftOut() {
        return leftOut;
    }
}
