package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a pax extended header (IEEE 1003.1-2017, pax) says that matters here; its other records are checked and dropped.
 *
 * @param path of the entry that follows; null where the header's own holds
 * @param size of that entry in bytes; null where the header's own holds
 */
record PaxRecords(@Nullable String path, @Nullable Long size) {
    private static final int LONGEST_LENGTH = 5;
    private static final int LONGEST_SIZE = 18;

    /** Reads records of the form {@code length key=value LF}, the length counting itself. */
    static PaxRecords parse(byte[] records, String place) {
        String path = null;
        Long size = null;
        int at = 0;
        while (at < records.length) {
            int end = at + length(records, at, place);
            int space = indexOf(records, ' ', at, end);
            int equals = space < 0 ? -1 : indexOf(records, '=', space, end);
            if (equals <= space + 1 || records[end - 1] != '\n') {
                throw refused("an extended header has plain records of key and value", place, null);
            }
            String key = TarHeader.text(Arrays.copyOfRange(records, space + 1, equals), place);
            switch (key) {
                case "path" -> path = TarHeader.text(Arrays.copyOfRange(records, equals + 1, end - 1), place);
                case "size" ->
                    size = size(TarHeader.text(Arrays.copyOfRange(records, equals + 1, end - 1), place), place);
                default -> requireNotSparse(key, place);
            }
            at = end;
        }
        return new PaxRecords(path, size);
    }

    private static int length(byte[] records, int from, String place) {
        int length = 0;
        int at = from;
        while (at < records.length && records[at] >= '0' && records[at] <= '9' && at - from < LONGEST_LENGTH) {
            length = length * 10 + records[at++] - '0';
        }
        if (length <= at - from || length > records.length - from) {
            throw refused("an extended header has records that begin with their length", place, length);
        }
        return length;
    }

    private static int indexOf(byte[] bytes, char sought, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != sought) {
            at++;
        }
        return at < end ? at : -1;
    }

    private static void requireNotSparse(String key, String place) {
        if (key.startsWith("GNU.sparse.") || key.equals("SCHILY.realsize")) {
            throw new ByteorException(
                    ErrorCode.ENTRY_REFUSED, "an archive entry holds its whole content, not a sparse one", place, key);
        }
    }

    private static long size(String value, String place) {
        boolean decimal = value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (value.isEmpty() || value.length() > LONGEST_SIZE || !decimal) {
            throw refused("a size is a decimal number", place, value);
        }
        return Long.parseLong(value);
    }

    private static ByteorException refused(String detail, String place, @Nullable Object value) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, place, value);
    }
}
