package io.byteor.cli.capture.source;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a lane record by record. */
public interface RecordSink {
    /**
     * Takes a record.
     *
     * @param sequence greater than the one before
     * @param capturedAt microseconds since the epoch
     */
    void record(long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
            throws IOException;

    /** Takes note of sequences, both ends included, that the source does not have. */
    void gap(long firstSequence, long lastSequence);

    /** Takes note of the record of an earlier replay, which is not captured. */
    void leftOut(long sequence);
}
