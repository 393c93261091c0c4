package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;

/** How many items a page may have. */
public final class Limit {
    public static final String DEFAULT = "100";
    private static final int GREATEST = 1_000;

    private Limit() {}

    /** @throws ByteorException REQUEST_INVALID where it is no whole number of that range */
    public static int of(String limit) {
        return (int) Numbers.whole("limit", limit, 1, GREATEST);
    }
}
