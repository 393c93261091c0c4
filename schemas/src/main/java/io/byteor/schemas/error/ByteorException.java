package io.byteor.schemas.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refusal with a stable code. The detail says what was expected and where; the value is what was found there, shortened so
 * that hostile input cannot flood a log or an answer.
 */
public final class ByteorException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE = 256;

    private final ErrorCode code;
    private final @Nullable String place;
    private final @Nullable String value;

    public ByteorException(ErrorCode code, String detail) {
        this(code, detail, null, null, null);
    }

    public ByteorException(ErrorCode code, String detail, @Nullable String place, @Nullable Object value) {
        this(code, detail, place, value, null);
    }

    public ByteorException(
            ErrorCode code, String detail, @Nullable String place, @Nullable Object value, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = Objects.requireNonNull(code);
        this.place = place;
        this.value = value == null ? null : shortened(value.toString());
    }

    public ErrorCode code() {
        return code;
    }

    /** Where: a path in a bundle, a JSON Pointer (RFC 6901) into a document, or a parameter's name. */
    public @Nullable String place() {
        return place;
    }

    /** The offending value. */
    public @Nullable String value() {
        return value;
    }

    /** What was expected, for people. */
    public String detail() {
        return Objects.requireNonNull(getMessage());
    }

    /** The problem document (RFC 9457) of this refusal. */
    public Problem problem() {
        return Problem.of(code, detail(), place, value);
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
