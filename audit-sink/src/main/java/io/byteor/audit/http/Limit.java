package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.regex.Pattern;

/** How many items a page may have. */
public final class Limit {
    public static final String DEFAULT = "100";
    private static final int GREATEST = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private Limit() {}

    /** @throws ByteorException REQUEST_INVALID where it is no whole number of that range */
    public static int of(String limit) {
        int items = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (items < 1 || items > GREATEST) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a page has 1 to " + GREATEST + " items", "limit", limit);
        }
        return items;
    }
}
