package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Times in queries. */
public final class TimeParameter {
    private TimeParameter() {}

    /**
     * Reads one.
     *
     * @param name of the parameter
     * @return null where none is given
     * @throws ByteorException REQUEST_INVALID where it is none
     */
    public static @Nullable Instant of(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            if (Math.abs(time.getEpochSecond()) < Long.MAX_VALUE / 1_000_000) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw invalid(name, text, e);
        }
        throw invalid(name, text, null);
    }

    private static ByteorException invalid(String name, String text, @Nullable Throwable cause) {
        return new ByteorException(
                ErrorCode.REQUEST_INVALID, "a time like 2026-11-26T10:00:00Z is expected", name, text, cause);
    }
}
