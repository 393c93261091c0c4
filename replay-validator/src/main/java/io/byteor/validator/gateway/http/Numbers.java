package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers in paths and queries, read here so that whoever gets one wrong is told which, and not that there is no such path. */
public final class Numbers {
    /** Everything that fits into eighteen digits. */
    public static final long LARGEST = 999_999_999_999_999_999L;

    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

    private Numbers() {}

    /** @throws ByteorException REQUEST_INVALID where it is no whole number of that range */
    public static long whole(String name, String text, long least, long greatest) {
        if (WHOLE.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        }
        throw new ByteorException(
                ErrorCode.REQUEST_INVALID, "a whole number from " + least + " to " + greatest, name, text);
    }

    /** The same for what may be left out. */
    public static @Nullable Long optional(String name, @Nullable String text, long least) {
        return text == null ? null : whole(name, text, least, LARGEST);
    }
}
