package io.byteor.ingest.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a blob a request carries. An empty one at its end has it checked and named where ingest was lost before it could.
 *
 * @param offset of its first byte
 * @param length bytes of the part
 * @param total bytes of the whole blob
 */
record BlobPart(long offset, long length, long total) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");
    private static final Pattern NOTHING_MORE = Pattern.compile("bytes \\*/([0-9]{1,18})");

    /**
     * The part that the headers speak of; all of the blob where there is no Content-Range.
     *
     * @throws ByteorException REQUEST_INVALID where they contradict each other or do not tell the blob's size
     */
    static BlobPart sent(@Nullable String contentRange, @Nullable Long contentLength) {
        if (contentRange == null) {
            if (contentLength == null) {
                throw invalid(
                        "a Content-Length, or a Content-Range with the size of the whole", "Content-Length", null);
            }
            return new BlobPart(0, contentLength, contentLength);
        }
        BlobPart part = ranged(contentRange);
        if (contentLength != null && contentLength != part.length) {
            throw invalid("as many bytes as the Content-Range says", "Content-Length", contentLength);
        }
        return part;
    }

    private static BlobPart ranged(String contentRange) {
        Matcher nothingMore = NOTHING_MORE.matcher(contentRange);
        if (nothingMore.matches()) {
            long total = Long.parseLong(nothingMore.group(1));
            return new BlobPart(total, 0, total);
        }
        Matcher range = CONTENT_RANGE.matcher(contentRange);
        if (!range.matches()) {
            throw invalid("bytes FIRST-LAST/SIZE", "Content-Range", contentRange);
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        BlobPart part = new BlobPart(first, last - first + 1, Long.parseLong(range.group(3)));
        if (last < first || last >= part.total) {
            throw invalid("bytes FIRST-LAST/SIZE, in that order", "Content-Range", contentRange);
        }
        return part;
    }

    private static ByteorException invalid(String expected, String header, @Nullable Object found) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, header, found);
    }

    /** The body, which ends where this part does: reading its last bytes throws REQUEST_INVALID where there are more. */
    InputStream of(InputStream body) {
        return new FilterInputStream(body) {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int read = super.read(target, from, (int) Math.min(count, left));
                left -= Math.max(read, 0);
                if (left == 0 && super.read() >= 0) {
                    throw invalid("no more bytes than the Content-Range says", "Content-Range", "more than " + length);
                }
                return read;
            }
        };
    }
}
