package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** How many items a page may have. */
final class Limit {
    static final String DEFAULT = "100";
    private static final int GREATEST = 1_000;

    private Limit() {}

    static int checked(int limit) {
        if (limit < 1 || limit > GREATEST) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a page has 1 to " + GREATEST + " items", "limit", limit);
        }
        return limit;
    }
}
