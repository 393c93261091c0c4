package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a bundle.
 *
 * @param code of the error catalogue
 * @param detail what was expected, for people
 * @param place path of the file, with line, offset or pointer
 * @param expected the value that should stand there; null where it is not one value
 * @param value what was found
 */
public record Fault(
        ErrorCode code,
        String detail,
        @Nullable String place,
        @Nullable String expected,
        @Nullable String value) {

    static Fault of(ErrorCode code, String detail, String place, @Nullable Object value) {
        return of(new ByteorException(code, detail, place, value));
    }

    static Fault of(ErrorCode code, String detail, String place, Object expected, Object value) {
        ByteorException refusal = new ByteorException(code, detail, place, value);
        return new Fault(code, detail, place, expected.toString(), refusal.value());
    }

    /** A refusal at once as one of a bundle's faults. */
    public static Fault of(ByteorException refusal) {
        return new Fault(refusal.code(), refusal.detail(), refusal.place(), null, refusal.value());
    }

    ByteorException refusal() {
        return new ByteorException(code, detail, place, value);
    }
}
