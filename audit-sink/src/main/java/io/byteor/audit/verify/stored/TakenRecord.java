package io.byteor.audit.verify.stored;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Subject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored record, read again.
 *
 * @param entry what it became; null where it became none
 */
public record TakenRecord(StoredRecord stored, @Nullable Entry entry) {
    /** Whether it tells of what its columns say. */
    public boolean subjectFollows() {
        return Objects.equals(stored.subject(), entry == null ? null : Subject.of(entry));
    }
}
