package io.byteor.schemas.journal;

import java.util.Map;
import java.util.function.Supplier;

/** Looks at the records of a segment while it is scanned, in their order. */
@FunctionalInterface
public interface RecordVisitor {
    /** Looks at nothing. */
    RecordVisitor NONE = (sequence, capturedAtMicros, headers) -> {};

    /**
     * Looks at one record. Its block may still turn out to be damaged.
     *
     * @param capturedAtMicros since the epoch
     * @param headers of this record, to be asked for while it is looked at
     */
    void record(long sequence, long capturedAtMicros, Supplier<Map<String, byte[]>> headers);
}
