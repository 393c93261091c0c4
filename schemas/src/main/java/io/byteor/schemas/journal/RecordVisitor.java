package io.byteor.schemas.journal;

import java.util.Map;

/** Looks at the records of a segment while it is scanned, in their order. */
@FunctionalInterface
public interface RecordVisitor {
    /** Looks at nothing. */
    RecordVisitor NONE = (sequence, capturedAtMicros, headers) -> {};

    /**
     * Looks at one record. Its block may still turn out to be damaged.
     *
     * @param capturedAtMicros since the epoch
     */
    void record(long sequence, long capturedAtMicros, Map<String, byte[]> headers);
}
