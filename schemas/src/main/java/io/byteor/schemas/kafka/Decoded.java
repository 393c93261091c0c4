package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import org.apache.avro.specific.SpecificRecord;

/** What the bytes of a record's value turned out to be. */
public sealed interface Decoded {
    /** One of the types that the topic holds. */
    record Event(SpecificRecord event) implements Decoded {}

    /**
     * Bytes that can never be read, however often they are tried: a case for the dead letter.
     *
     * @param code RECORD_UNDECODABLE, SCHEMA_UNKNOWN or RECORD_UNEXPECTED
     */
    record Poison(ErrorCode code, String detail) implements Decoded {}
}
