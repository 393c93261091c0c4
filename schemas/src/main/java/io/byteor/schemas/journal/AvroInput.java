package io.byteor.schemas.journal;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** Reads Avro's binary encoding from a byte array, trusting nothing that stands in it. Not thread-safe. */
final class AvroInput {
    private static final byte[] NOTHING = {};

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

    boolean atEnd() {
        return position == limit;
    }

    long readLong() {
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
                return raw >>> 1 ^ -(raw & 1);
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
