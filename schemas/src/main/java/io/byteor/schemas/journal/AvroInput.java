package io.byteor.schemas.journal;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads Avro's binary encoding from a byte array, trusting nothing that stands in it. Not thread-safe. */
final class AvroInput {
    private static final byte[] NOTHING = {};
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long STOPS = 0x8080_8080_8080_8080L;

    private byte[] bytes = NOTHING;
    private int position;
    private int limit;
    private String place = "";

    void reset(byte[] source, int from, int to, String where) {
        bytes = source;
        position = from;
        limit = to;
        place = where;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Where the data ends; what stands behind it in the array is none of it. */
    int limit() {
        return limit;
    }

    /** Goes to a place at or behind the present one; false where that is past the end. */
    boolean moveTo(int place) {
        if (place > limit) {
            return false;
        }
        position = place;
        return true;
    }

    boolean atEnd() {
        return position == limit;
    }

    long readLong() {
        int at = position;
        if (limit - at < Long.BYTES) {
            return readLongBytewise();
        }
        // Most numbers are of one to three bytes. A branch foretells where the next one begins; the word below has to
        // work
        // it out.
        int first = bytes[at];
        if (first >= 0) {
            position = at + 1;
            return zigzag(first);
        }
        int second = bytes[at + 1];
        if (second >= 0) {
            position = at + 2;
            return zigzag((first & 0x7F) | (second << 7));
        }
        int third = bytes[at + 2];
        if (third >= 0) {
            position = at + 3;
            return zigzag((first & 0x7F) | ((second & 0x7F) << 7) | (third << 14));
        }
        long word = (long) WORD.get(bytes, at);
        long stops = ~word & STOPS;
        if (stops == 0) {
            return readLongBytewise();
        }
        // The byte that ends the number is the first without its high bit; what stands behind it is cut off.
        int last = Long.numberOfTrailingZeros(stops);
        // A branch again, for times, which are of eight bytes for centuries.
        position = last == Long.SIZE - 1 ? at + Long.BYTES : at + (last >>> 3) + 1;
        return zigzag(sevenBitGroups(word & (-1L >>> (Long.SIZE - 1 - last))));
    }

    /** Where the number that begins here is left behind, of at most eight bytes; -1 for a longer one. */
    static int behindNumber(byte[] bytes, int at) {
        for (int i = at; i < at + Long.BYTES; i++) {
            if (bytes[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether a number of exactly eight bytes begins here, as times are for centuries. */
    static boolean isOfEightBytes(byte[] bytes, int at) {
        return (~(long) WORD.get(bytes, at) & STOPS) == 1L << (Long.SIZE - 1);
    }

    /** The number of so many bytes, one to eight, that begins here; eight are read. */
    static long number(byte[] bytes, int at, int size) {
        long word = (long) WORD.get(bytes, at);
        return zigzag(sevenBitGroups(word & (-1L >>> (Long.SIZE - Byte.SIZE * size))));
    }

    /** The two bytes of a number before zigzag is undone; an odd number, as no length is, where it is longer or could be shorter. */
    static int joined(int first, int second) {
        return second > 0 ? (first & 0x7F) | (second << 7) : -1;
    }

    private static long zigzag(long raw) {
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** Joins the low seven bits of eight bytes, pairs first, then fours, then all. */
    private static long sevenBitGroups(long word) {
        long pairs = (word & 0x007F_007F_007F_007FL) | ((word & 0x7F00_7F00_7F00_7F00L) >>> 1);
        long fours = (pairs & 0x0000_3FFF_0000_3FFFL) | ((pairs & 0x3FFF_0000_3FFF_0000L) >>> 2);
        return (fours & 0x0000_0000_0FFF_FFFFL) | ((fours & 0x0FFF_FFFF_0000_0000L) >>> 4);
    }

    private long readLongBytewise() {
        int at = position;
        long raw = 0;
        int shift = 0;
        while (true) {
            if (at >= limit) {
                throw damage("a number runs past the end");
            }
            byte b = bytes[at++];
            raw |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                position = at;
                return zigzag(raw);
            }
            shift += 7;
            if (shift > 63) {
                throw damage("a number has more than ten bytes");
            }
        }
    }

    /** Reads the length of bytes or a string, which must lie within what is left. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > limit - position) {
            throw damage("a length of " + length + " where " + (limit - position) + " bytes are left");
        }
        return (int) length;
    }

    /** Passes over bytes that are known to be there and gives where they began. */
    int skip(int length) {
        int from = position;
        if (length > limit - from) {
            throw damage("it ends early");
        }
        position = from + length;
        return from;
    }

    ByteorException damage(String detail) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, place + "+" + position, null);
    }
}
