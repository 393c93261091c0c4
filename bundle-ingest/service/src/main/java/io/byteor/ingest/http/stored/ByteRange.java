package io.byteor.ingest.http.stored;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Part of some content, at least one byte.
 *
 * @param from the first byte, from 0
 * @param to the last byte, inclusive
 * @param size of the whole
 */
record ByteRange(long from, long to, long size) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * The part that a Range header asks for (RFC 9110, 14.1.2); empty where there is none, and where it is one that may be
     * ignored: another unit, several ranges, not well-formed.
     *
     * @throws ByteorException RANGE_NOT_SATISFIABLE where no byte of the content lies in it
     */
    static Optional<ByteRange> requested(@Nullable String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (range.group(1).isEmpty()) {
            return Optional.of(within(Math.max(0, size - last), size - 1, size, last == 0, header));
        }
        long first = Long.parseLong(range.group(1));
        if (!range.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(within(first, Math.min(last, size - 1), size, false, header));
    }

    private static ByteRange within(long from, long to, long size, boolean nothing, @Nullable String header) {
        if (nothing || from >= size) {
            throw new ByteorException(
                    ErrorCode.RANGE_NOT_SATISFIABLE, "a range within " + size + " bytes", "Range", header);
        }
        return new ByteRange(from, to, size);
    }

    long length() {
        return to - from + 1;
    }

    /** As a Content-Range header gives it (RFC 9110, 14.4). */
    String contentRange() {
        return "bytes " + from + "-" + to + "/" + size;
    }
}
