package io.byteor.schemas.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The members of an {@code application/problem+json} document (RFC 9457), in their order on the wire; what is null is left out.
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
@JsonInclude(JsonInclude.Include.NON_NULL)
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
    /** One, for documents that show how a problem looks. */
    public static final String EXAMPLE = """
            {"type": "/docs/error-codes#request_invalid", "title": "The request does not have the form that is asked for.",
             "status": 400, "code": "REQUEST_INVALID", "detail": "dry_run or execute", "place": "/mode", "value": "walk",
             "retryable": false}""";

    private static final String PAGE = "/docs/error-codes#";

    public static Problem of(ErrorCode code, String detail, @Nullable String place, @Nullable String value) {
        return new Problem(
                PAGE + code.name().toLowerCase(Locale.ROOT),
                code.meaning(),
                code.status(),
                code.name(),
                detail,
                place,
                value,
                code.retryable());
    }

    /** Where the code is all there is to say. */
    public static Problem of(ErrorCode code) {
        return of(code, code.meaning(), null, null);
    }

    /** What an HTTP server says no with by itself: {@link ErrorCode#ofStatus the code} that comes nearest, and its status. */
    public static Problem ofStatus(int status) {
        return of(ErrorCode.ofStatus(status)).withStatus(status);
    }

    /** The same under another status, which whoever stands between may have given it. */
    public Problem withStatus(int other) {
        return new Problem(type, title, other, code, detail, place, value, retryable);
    }
}
