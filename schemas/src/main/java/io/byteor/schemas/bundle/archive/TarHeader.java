package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of one header block, trusted in nothing. Not thread-safe. */
final class TarHeader {
    static final int LENGTH = 512;

    private final byte[] block = new byte[LENGTH];
    private String place = "";

    /** The block, to be read into. */
    byte[] block() {
        return block;
    }

    /** Says where the block ends, and so where faults are. */
    void endsAt(long offset) {
        place = place(offset);
    }

    static String place(long offset) {
        return Archive.PLACE + "@" + offset;
    }

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    void requireChecksum() {
        long sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
        }
        if (sum != number(148, 8)) {
            throw unreadable("a header has its checksum", null);
        }
    }

    byte type() {
        return block[156];
    }

    long size() {
        return number(124, 12);
    }

    /** An octal number, or a positive base-256 one, which GNU tar writes for sizes of 8 GiB and more. */
    private long number(int from, int length) {
        if (block[from] == (byte) 0x80) {
            long value = 0;
            for (int i = from + 1; i < from + length; i++) {
                if (value >> 55 != 0) {
                    throw unreadable("a number is too large", null);
                }
                value = (value << 8) | (block[i] & 0xFF);
            }
            return value;
        }
        String digits = new String(block, from, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
            throw unreadable("a number is octal", digits);
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    String name() {
        String name = field(0, 100);
        boolean posix = new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = posix ? field(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String field(int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return text(Arrays.copyOfRange(block, from, end), place);
    }

    static String text(byte[] bytes, String place) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "names are UTF-8", place, null, e);
        }
    }

    private ByteorException unreadable(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.ARCHIVE_UNREADABLE, detail, place, value);
    }
}
