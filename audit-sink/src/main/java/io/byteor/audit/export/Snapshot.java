package io.byteor.audit.export;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;

/** The rows of one query, all as they stood at one time. For one thread at a time; holds a connection until it is closed. */
public interface Snapshot extends AutoCloseable {
    /** As of what it is, as a JSON object. */
    String answeredFrom();

    /** How many rows there are; of actions those that have arrived without a gap and were not retired. */
    long rows();

    /**
     * Hands all of them over. Memory does not grow with their number.
     *
     * @throws IOException that of the sink
     * @throws ByteorException EXPORT_TOO_LONG where the time is over; UNAVAILABLE where the store breaks off; AUDIT_NOT_INTACT where
     *     a replay all of whose actions are wanted lacks some that have arrived and were not retired
     */
    void each(RowSink sink) throws IOException;

    @Override
    void close();
}
