package io.byteor.audit.intake;

import org.jspecify.annotations.Nullable;

/**
 * A record as it was consumed, for the log of its partition. Arrays are not to be changed.
 *
 * @param timestamp the record's, in milliseconds since 1970; -1 where it had none
 * @param subject what it tells of; null where it became no entry
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; nobody compares records
public record Consumed(
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable Subject subject) {
    /** The same as one that became no entry. */
    Consumed withoutSubject() {
        return new Consumed(offset, timestamp, key, value, null);
    }
}
