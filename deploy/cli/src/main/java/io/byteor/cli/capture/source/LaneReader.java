package io.byteor.cli.capture.source;

import java.io.IOException;

/** Reads the records of one lane from where they are, in constant memory. */
public interface LaneReader {
    /**
     * Hands every record to the sink, in the order of their sequences, from the first to the last.
     *
     * @throws io.byteor.schemas.error.ByteorException where the source is not what it should be, with its place; REQUEST_INVALID
     *     where there is none
     */
    void read(RecordSink sink) throws IOException;
}
