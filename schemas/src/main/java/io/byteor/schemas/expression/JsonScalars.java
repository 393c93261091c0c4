package io.byteor.schemas.expression;

import dev.cel.common.values.NullValue;
import io.byteor.schemas.error.ByteorException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parts of a JSON text that hold no others: passes over them, and gives the value of a passed part. */
final class JsonScalars {
    /** A longer number, or an exponent of more digits, could be beyond the range of double. */
    private static final int LONGEST_NUMBER = 200;

    private static final int LONGEST_EXPONENT = 2;
    /** Longest integers that surely fit 64 bits, and longest fractions whose digits a double holds exactly. */
    private static final int LONG_DIGITS = 18;

    private static final int DOUBLE_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final byte[] bytes;
    private final int end;

    JsonScalars(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** The place behind a scalar that begins with this byte; negative to give up. */
    int pass(int from, int first) {
        return switch (first) {
            case '"' -> passString(from + 1);
            case 't' -> passLiteral(from, "true");
            case 'f' -> passLiteral(from, "false");
            case 'n' -> passLiteral(from, "null");
            default -> passNumber(from);
        };
    }

    private int passLiteral(int from, String text) {
        if (end - from < text.length()) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return -1;
            }
        }
        return from + text.length();
    }

    private int passString(int from) {
        int at = from;
        while (at >= 0 && at < end) {
            int plain = JsonWord.plain(JsonWord.at(bytes, at, end));
            at += plain;
            if (plain < Long.BYTES) {
                if (at < end && bytes[at] == '"') {
                    return at + 1;
                }
                at = at < end ? passCharacter(at) : -1;
            }
        }
        return -1;
    }

    private int passNumber(int from) {
        int at = from;
        if (at < end && bytes[at] == '-') {
            at++;
        }
        int whole = at;
        at = digits(at);
        if (at == whole || (at - whole > 1 && bytes[whole] == '0')) {
            return -1;
        }
        if (at < end && bytes[at] == '.') {
            int fraction = at + 1;
            at = digits(fraction);
            if (at == fraction) {
                return -1;
            }
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            int exponent = at;
            at = digits(at);
            if (at == exponent || at - exponent > LONGEST_EXPONENT) {
                return -1;
            }
        }
        return at - from > LONGEST_NUMBER ? -1 : at;
    }

    private int digits(int from) {
        int at = from;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The place behind an escape or a character beyond ASCII within a string; negative to give up. */
    private int passCharacter(int at) {
        int first = bytes[at] & 0xFF;
        if (first == '\\') {
            return passEscape(at + 1);
        }
        if (first >= 0xC2 && first <= 0xDF) {
            return follow(at, 1);
        }
        if (first >= 0xE0 && first <= 0xEF && end - at > 2) {
            int second = bytes[at + 1] & 0xFF;
            boolean overlong = first == 0xE0 && second < 0xA0;
            boolean surrogate = first == 0xED && second >= 0xA0;
            return overlong || surrogate ? -1 : follow(at, 2);
        }
        if (first >= 0xF0 && first <= 0xF4 && end - at > 3) {
            int second = bytes[at + 1] & 0xFF;
            boolean overlong = first == 0xF0 && second < 0x90;
            boolean beyond = first == 0xF4 && second >= 0x90;
            return overlong || beyond ? -1 : follow(at, 3);
        }
        return -1;
    }

    private int follow(int at, int more) {
        if (end - at <= more) {
            return -1;
        }
        for (int i = 1; i <= more; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return at + more + 1;
    }

    private int passEscape(int at) {
        if (at >= end) {
            return -1;
        }
        return switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (at + i >= end || Character.digit(bytes[at + i], 16) < 0) {
                        yield -1;
                    }
                }
                yield at + 5;
            }
            default -> -1;
        };
    }

    /** The value of a passed part of the text, in CEL's Java types; null to give up. */
    @Nullable
    Object value(int from, int to) {
        byte first = bytes[from];
        Object plain = null;
        if (first == '"') {
            plain = string(from + 1, to - 1);
        } else if (first == '-' || isDigit(first)) {
            plain = number(from, to);
        } else if (first == 't' || first == 'f') {
            plain = first == 't';
        } else if (first == 'n') {
            plain = NullValue.NULL_VALUE;
        }
        if (plain != null) {
            return plain;
        }
        try {
            return JsonReading.read(bytes, from, to - from) instanceof JsonReading.Value read ? read.value() : null;
        } catch (ByteorException e) {
            return null; // Whoever reads the whole text says what is wrong.
        }
    }

    /** A string without escapes in ASCII. */
    private @Nullable String string(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return null;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A short number without an exponent: its digits and the power of ten are exact, so their quotient is rounded right. */
    private @Nullable Object number(int from, int to) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int point = -1;
        long digits = 0;
        if (to - first > LONG_DIGITS) {
            return null;
        }
        for (int i = first; i < to; i++) {
            byte b = bytes[i];
            if (b == '.') {
                point = i;
            } else if (isDigit(b)) {
                digits = digits * 10 + (b - '0');
            } else {
                return null;
            }
        }
        if (point < 0) {
            return negative ? -digits : digits;
        }
        if (to - first > DOUBLE_DIGITS + 1) {
            return null;
        }
        double value = digits / POWERS[to - point - 1];
        return negative ? -value : value;
    }
}
