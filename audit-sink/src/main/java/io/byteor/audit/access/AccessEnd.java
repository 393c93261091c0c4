package io.byteor.audit.access;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much was handed out.
 *
 * @param sha256 of the bytes; null where not all of them went out
 * @param code why it failed; null where it did not
 */
public record AccessEnd(
        Outcome outcome,
        long rows,
        long bytes,
        @Nullable Digest sha256,
        @Nullable ErrorCode code) {
    /** How it ended. */
    public enum Outcome {
        /** All of it went out. */
        COMPLETED,
        /** The reader went away before the end. */
        CUT,
        /** The service ended it before the end. */
        FAILED;

        /** As it is written on the wire and in the store. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All of one document. */
    public static AccessEnd whole(byte[] document) {
        return new AccessEnd(Outcome.COMPLETED, 1, document.length, Digest.of(document), null);
    }
}
