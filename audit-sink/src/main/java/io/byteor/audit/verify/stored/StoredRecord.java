package io.byteor.audit.verify.stored;

import io.byteor.audit.intake.Subject;
import io.byteor.schemas.audit.log.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a log as its columns give it.
 *
 * @param leaf the stored leaf; not to be changed
 * @param subject what its columns say that it tells of; null where they say that it became no entry
 * @param arrival its place among all records that were taken
 */
public record StoredRecord(
        LogRecord record, byte[] leaf, @Nullable Subject subject, long arrival) implements StoredLeaf {
    @Override
    public long place() {
        return record.place();
    }

    @Override
    public byte[] leafAt(long place) {
        return (place == record.place() ? record : record.at(place)).leafHash();
    }
}
