package io.byteor.audit.verify;

import io.byteor.audit.intake.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a subject and of the rows that follow from them.
 *
 * @param records how many records tell of it
 * @param checkpoint the first one that covers them all; null as long as none does
 * @param auditedAt when the audit of a replay was taken; null where there is none
 * @param requestedAt when the audit of a replay says that it was asked for; null where there is none
 * @param anchor what the audit of a replay, as it was taken, says of the actions; null where there is none
 */
public record SubjectVerdict(
        Subject subject,
        Verdict verdict,
        long records,
        @Nullable Long checkpoint,
        @Nullable Instant auditedAt,
        @Nullable Instant requestedAt,
        @Nullable Anchor anchor) {}
