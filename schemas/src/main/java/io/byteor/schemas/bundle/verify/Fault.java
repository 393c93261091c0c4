package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a bundle.
 *
 * @param code of the error catalogue
 * @param detail what was expected
 * @param place path, with line or pointer
 * @param value what was found
 */
public record Fault(
        ErrorCode code,
        String detail,
        @Nullable String place,
        @Nullable String value) {

    static Fault of(ErrorCode code, String detail, String place, @Nullable Object value) {
        return of(new ByteorException(code, detail, place, value));
    }

    static Fault of(ByteorException refusal) {
        return new Fault(refusal.code(), refusal.detail(), refusal.place(), refusal.value());
    }

    ByteorException refusal() {
        return new ByteorException(code, detail, place, value);
    }
}
