package io.byteor.audit.access;

import io.byteor.schemas.access.AccessOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How much was handed out.
 *
 * @param sha256 of the bytes; null where not all of them went out
 * @param code why it failed; null where it did not
 */
public record AccessEnd(
        AccessOutcome outcome,
        long rows,
        long bytes,
        @Nullable Digest sha256,
        @Nullable ErrorCode code) {
    /** All of one document. */
    public static AccessEnd whole(byte[] document) {
        return new AccessEnd(AccessOutcome.COMPLETED, 1, document.length, Digest.of(document), null);
    }
}
