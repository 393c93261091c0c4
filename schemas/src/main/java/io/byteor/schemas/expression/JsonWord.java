package io.byteor.schemas.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of JSON text in one number, the first in its lowest eight bits. */
final class JsonWord {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private JsonWord() {}

    /** The bytes from this place on; zeros where the text ends before. */
    static long at(byte[] bytes, int from, int end) {
        if (end - from >= Long.BYTES) {
            return (long) WORD.get(bytes, from);
        }
        long word = 0;
        for (int i = 0; from + i < end; i++) {
            word |= (bytes[from + i] & 0xFFL) << (i * Byte.SIZE);
        }
        return word;
    }

    /** How many bytes stand before the first that is a quote, a backslash, a control character or no ASCII; 8 for all. */
    static int plain(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        // A borrow can mark bytes above one that is rightly marked, never below: the lowest mark is right.
        long marks =
                ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - BLANKS) & ~word) | word;
        return Long.numberOfTrailingZeros(marks & HIGHS) >>> 3;
    }

    /** The first so many bytes, zeros behind them. */
    static long first(long word, int bytes) {
        return bytes == 0 ? 0 : word & (-1L >>> ((Long.BYTES - bytes) * Byte.SIZE));
    }
}
