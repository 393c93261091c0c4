package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar stream strictly: POSIX ustar and pax (IEEE 1003.1-2017, pax), and GNU's long names, for they are what tar
 * programs write. Plain files and folders only; everything else is refused, and nothing is held but one header. Not thread-safe.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LARGEST_EXTENSION = 64 << 10;
    private static final int LARGEST_PADDING = 1 << 20;
    /** Nothing else is kept: extended headers can follow each other without end. */
    private static final Set<String> UNDERSTOOD = Set.of("path", "size");

    private final InputStream in;
    private final int longestName;
    private final byte[] header = new byte[BLOCK];
    private String path = "";
    private boolean folder;
    private long size;
    private long remaining;
    private int padding;
    private long offset;

    TarReader(InputStream in, int longestName) {
        this.in = in;
        this.longestName = longestName;
    }

    /** Moves to the next file or folder, past what was not read of the one before; false at the archive's end. */
    boolean next() throws IOException {
        skipRest();
        Map<String, String> extended = new HashMap<>();
        while (true) {
            readBlock();
            if (isZero(header)) {
                requireNothingMore();
                return false;
            }
            requireChecksum();
            byte type = header[156];
            long length = number(124, 12);
            switch (type) {
                case 'x' -> extended.putAll(pax(extension(length)));
                case 'g' -> extension(length);
                case 'L' -> extended.put("path", withoutNul(text(extension(length))));
                case 0, '0', '5' -> {
                    begin(type, length, extended);
                    return true;
                }
                default ->
                    throw new ByteorException(
                            ErrorCode.ENTRY_REFUSED,
                            "an archive entry is a plain file or a folder, not of type " + (char) type,
                            name(),
                            (char) type);
            }
        }
    }

    private void begin(byte type, long length, Map<String, String> extended) {
        String found = extended.getOrDefault("path", name());
        folder = type == '5' || found.endsWith("/");
        path = folder && found.endsWith("/") ? found.substring(0, found.length() - 1) : found;
        size = extended.containsKey("size") ? paxSize(extended.get("size")) : length;
        if (path.getBytes(StandardCharsets.UTF_8).length > longestName + 256) {
            throw new ByteorException(ErrorCode.PATH_TOO_LONG, "a path is too long", path, null);
        }
        if (folder && size != 0) {
            throw unreadable("a folder has no content", size);
        }
        remaining = size;
        padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** The entry's path, without a slash at its end. */
    String path() {
        return path;
    }

    boolean folder() {
        return folder;
    }

    long size() {
        return size;
    }

    /** The entry's content; ends with the entry. */
    InputStream content() {
        return new InputStream() {
            private final byte[] one = new byte[1];

            @Override
            public int read() throws IOException {
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (remaining == 0) {
                    return -1;
                }
                int read = in.read(target, from, (int) Math.min(length, remaining));
                if (read < 0) {
                    throw unreadable("it ends inside a file", path);
                }
                remaining -= read;
                offset += read;
                return read;
            }
        };
    }

    private void skipRest() throws IOException {
        byte[] step = new byte[8192];
        try (InputStream rest = content()) {
            while (rest.read(step) >= 0) {}
        }
        if (in.readNBytes(padding).length < padding) {
            throw unreadable("it ends inside the padding of a file", path);
        }
        offset += padding;
        padding = 0;
    }

    private void readBlock() throws IOException {
        if (in.readNBytes(header, 0, BLOCK) < BLOCK) {
            throw unreadable("it ends without the end marker", null);
        }
        offset += BLOCK;
    }

    private void requireNothingMore() throws IOException {
        for (int blocks = 0; blocks * BLOCK < LARGEST_PADDING; blocks++) {
            int read = in.readNBytes(header, 0, BLOCK);
            if (!isZero(Arrays.copyOf(header, read))) {
                throw unreadable("nothing follows the end marker", null);
            }
            if (read < BLOCK) {
                return;
            }
        }
        throw unreadable("the end marker is not followed by that much padding", null);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void requireChecksum() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        if (sum != number(148, 8)) {
            throw unreadable("a header has its checksum", null);
        }
    }

    /** An octal number, or a positive base-256 one, which GNU tar writes for sizes of 8 GiB and more. */
    private long number(int from, int length) {
        if (header[from] == (byte) 0x80) {
            long value = 0;
            for (int i = from + 1; i < from + length; i++) {
                if (value >> 55 != 0) {
                    throw unreadable("a number is too large", null);
                }
                value = (value << 8) | (header[i] & 0xFF);
            }
            return value;
        }
        String digits = new String(header, from, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw unreadable("a number is octal", digits);
        }
    }

    private String name() {
        String name = field(0, 100);
        boolean posix = new String(header, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = posix ? field(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String field(int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return text(Arrays.copyOfRange(header, from, end));
    }

    private byte[] extension(long length) throws IOException {
        if (length > LARGEST_EXTENSION) {
            throw unreadable("an extended header has at most " + LARGEST_EXTENSION + " bytes", length);
        }
        int padded = (int) ((length + BLOCK - 1) / BLOCK * BLOCK);
        byte[] bytes = in.readNBytes(padded);
        if (bytes.length < padded) {
            throw unreadable("it ends inside an extended header", null);
        }
        offset += padded;
        return Arrays.copyOf(bytes, (int) length);
    }

    /** Records of the form {@code length key=value LF}, the length counting itself. */
    private Map<String, String> pax(byte[] records) {
        Map<String, String> read = new HashMap<>();
        int at = 0;
        while (at < records.length) {
            int space = at;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9' && space - at < 6) {
                length = length * 10 + records[space++] - '0';
            }
            int end = at + length;
            if (space >= records.length || records[space] != ' ' || end > records.length || end < space + 3) {
                throw unreadable("an extended header has records of length, key and value", null);
            }
            String record = text(Arrays.copyOfRange(records, space + 1, end - 1));
            int equals = record.indexOf('=');
            if (equals < 1 || records[end - 1] != '\n' || record.startsWith("GNU.sparse.")) {
                throw unreadable("an extended header has plain records of key and value", record);
            }
            String key = record.substring(0, equals);
            if (UNDERSTOOD.contains(key)) {
                read.put(key, record.substring(equals + 1));
            }
            at = end;
        }
        return read;
    }

    private long paxSize(String value) {
        if (value.isEmpty() || value.length() > 18 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unreadable("a size is a decimal number", value);
        }
        return Long.parseLong(value);
    }

    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "names are UTF-8", "archive@" + offset, null, e);
        }
    }

    private static String withoutNul(String name) {
        return name.endsWith("\0") ? name.substring(0, name.length() - 1) : name;
    }

    private ByteorException unreadable(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, "archive@" + offset, value);
    }
}
