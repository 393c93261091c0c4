package io.byteor.schemas.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads only some members of a JSON object and passes over the rest, but checks all of it: syntax, UTF-8, depth, duplicate members,
 * the range of numbers. Where anything is out of the ordinary it gives up, and whoever asked reads the whole text by
 * {@link JsonReading}, which decides. So what comes out is exactly what reading it whole would have given of these members.
 *
 * <p>Belongs to one thread and one text.
 */
final class JsonSkim {
    /** Beyond so many open members in a row, or so long a number or name, the whole reader decides. */
    private static final int MOST_NAMES = 512;

    private static final int LONGEST_NAME = 1_000;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private final byte[] bytes;
    private final int end;
    private final JsonScalars scalars;
    private long[] names = new long[64];
    private int named;
    private int at;

    private JsonSkim(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.scalars = new JsonScalars(bytes, to);
    }

    /**
     * The object with only the members that are read, in CEL's Java types.
     *
     * @return null where the whole reader has to decide
     */
    static @Nullable Map<String, Object> read(byte[] bytes, int from, int to, ReadPaths paths) {
        JsonSkim skim = new JsonSkim(bytes, from, to);
        if (skim.peek() != '{') {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        return skim.object(paths, members, 0) && skim.peek() < 0 ? members : null;
    }

    /** The hash of a name as it is computed while the name is passed. */
    static long hash(byte[] name) {
        long hash = 0;
        int i = 0;
        for (; name.length - i >= Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash, (long) WORD.get(name, i));
        }
        long rest = 0;
        for (int shift = 0; i < name.length; i++, shift += Byte.SIZE) {
            rest |= (name[i] & 0xFFL) << shift;
        }
        return mixed(hash, rest) + name.length;
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 32);
    }

    /** The next byte that is no white space; negative at the end. */
    private int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** Passes an object and keeps what is read of it; false to give up. */
    private boolean object(@Nullable ReadPaths paths, @Nullable Map<String, Object> kept, int depth) {
        if (depth == ExpressionLimits.PAYLOAD_DEPTH) {
            return false;
        }
        int outer = named;
        long seen = 0;
        at++;
        int next = peek();
        while (next == '"') {
            int from = at + 1;
            long hash = name();
            int to = at - 1;
            if (at < 0 || to - from > LONGEST_NAME || named == MOST_NAMES) {
                return false;
            }
            long bit = 1L << (hash >>> 58);
            if ((seen & bit) != 0 && stands(hash, outer)) {
                return false;
            }
            seen |= bit;
            remember(hash);
            if (peek() != ':') {
                return false;
            }
            at++;
            ReadPaths member = paths == null || kept == null ? null : paths.member(hash, bytes, from, to);
            if (member == null ? !pass(depth + 1) : !keep(member, kept, depth + 1)) {
                return false;
            }
            next = peek();
            if (next == '}') {
                break;
            }
            if (next != ',') {
                return false;
            }
            at++;
            next = peek();
            if (next != '"') {
                return false;
            }
        }
        named = outer;
        at++;
        return next == '}';
    }

    private void remember(long hash) {
        if (named == names.length) {
            names = Arrays.copyOf(names, 2 * named);
        }
        names[named++] = hash;
    }

    private boolean stands(long hash, int from) {
        for (int i = from; i < named; i++) {
            if (names[i] == hash) {
                return true;
            }
        }
        return false;
    }

    private boolean keep(ReadPaths member, Map<String, Object> kept, int depth) {
        if (peek() == '{' && !member.isWhole()) {
            Map<String, Object> members = new LinkedHashMap<>();
            kept.put(member.name(), members);
            return object(member, members, depth);
        }
        int from = at;
        if (!pass(depth)) {
            return false;
        }
        Object value = scalars.value(from, at);
        if (value == null) {
            return false;
        }
        kept.put(member.name(), value);
        return true;
    }

    /** Passes a value; false to give up. */
    private boolean pass(int depth) {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(null, null, depth);
            case '[' -> array(depth);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                at = scalars.passNumber(at);
                yield at >= 0;
            }
        };
    }

    private boolean array(int depth) {
        if (depth == ExpressionLimits.PAYLOAD_DEPTH) {
            return false;
        }
        at++;
        if (peek() == ']') {
            at++;
            return true;
        }
        while (pass(depth + 1)) {
            int next = peek();
            at++;
            if (next != ',') {
                return next == ']';
            }
        }
        return false;
    }

    private boolean literal(String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        at += text.length();
        return true;
    }

    /** Passes a name of plain ASCII and gives its hash; leaves a negative place to give up. */
    private long name() {
        long hash = 0;
        int from = ++at;
        while (true) {
            long word = end - at >= Long.BYTES ? (long) WORD.get(bytes, at) : tail();
            long special = special(word) | (word & HIGHS);
            if (special == 0) {
                hash = mixed(hash, word);
                at += Long.BYTES;
                continue;
            }
            int length = Long.numberOfTrailingZeros(special) >>> 3;
            if (at + length >= end || bytes[at + length] != '"') {
                at = -1; // Escapes and other alphabets are rare.
                return 0;
            }
            long rest = length == 0 ? 0 : word & (-1L >>> (Long.BYTES - length) * Byte.SIZE);
            at += length + 1;
            return mixed(hash, rest) + (at - 1 - from);
        }
    }

    /** The last bytes, with nothing behind them. */
    private long tail() {
        long word = 0;
        for (int i = 0; at + i < end; i++) {
            word |= (bytes[at + i] & 0xFFL) << i * Byte.SIZE;
        }
        return word;
    }

    /** High bits of bytes that end a run of plain characters; the lowest one set is right, others may not be. */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        long found = ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - BLANKS) & ~word);
        return found & HIGHS;
    }

    private boolean string() {
        at++;
        while (true) {
            while (end - at >= Long.BYTES) {
                long word = (long) WORD.get(bytes, at);
                long special = special(word) | (word & HIGHS);
                if (special != 0) {
                    at += Long.numberOfTrailingZeros(special) >>> 3;
                    break;
                }
                at += Long.BYTES;
            }
            if (at >= end) {
                return false;
            }
            int b = bytes[at];
            if (b == '"') {
                at++;
                return true;
            }
            at = b >= ' ' && b != '\\' ? at + 1 : scalars.passCharacter(at);
            if (at < 0) {
                return false;
            }
        }
    }
}
