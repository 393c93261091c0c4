package io.byteor.schemas.error;

import org.jspecify.annotations.Nullable;

/**
 * The members of an {@code application/problem+json} document (RFC 9457), in their order on the wire.
 *
 * @param type link to the generated page of codes, relative to the installation
 * @param title the code's meaning
 * @param status HTTP status
 * @param code the stable code
 * @param detail what was expected
 * @param place path, JSON Pointer or parameter; null where none applies
 * @param value the offending value, shortened; null where none applies
 * @param retryable whether the same request can succeed later
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String place,
        @Nullable String value,
        boolean retryable) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String PAGE = "/docs/error-codes#";

    public static Problem of(ErrorCode code, String detail, @Nullable String place, @Nullable String value) {
        return new Problem(
                PAGE + code.name().toLowerCase(java.util.Locale.ROOT),
                code.meaning(),
                code.status(),
                code.name(),
                detail,
                place,
                value,
                code.retryable());
    }
}
