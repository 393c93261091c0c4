package io.byteor.schemas.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes what an expression gives as RFC 8785 JSON: members by UTF-16 code units, numbers as ECMAScript writes them. Bytes
 * become base64, timestamps RFC 3339, durations seconds with an {@code s}, as protobuf's JSON mapping has it. An integer that
 * a double cannot hold is refused, because a reader would silently see another one.
 */
final class JsonText {
    private static final long LARGEST_EXACT = 1L << 53;

    private final StringBuilder out = new StringBuilder(256);

    private JsonText() {}

    /**
     * The JSON in UTF-8.
     *
     * @throws ByteorException EXPRESSION_FAILED for a value without a JSON form or beyond the limits
     */
    static byte[] write(Object value) {
        JsonText text = new JsonText();
        text.value(value, 0);
        byte[] utf8 = text.out.toString().getBytes(StandardCharsets.UTF_8);
        if (utf8.length > ExpressionLimits.OUTPUT_BYTES) {
            throw tooLarge();
        }
        return utf8;
    }

    private void value(Object value, int depth) {
        if (depth == ExpressionLimits.PAYLOAD_DEPTH && (value instanceof List || value instanceof Map)) {
            throw failed("the result nests more than " + ExpressionLimits.PAYLOAD_DEPTH + " deep");
        }
        switch (value) {
            case NullValue _ -> out.append("null");
            case Boolean bool -> out.append(bool.booleanValue());
            case Long integer -> integer(integer);
            case UnsignedLong integer -> integer(integer.longValue() < 0 ? Long.MAX_VALUE : integer.longValue());
            case WideInteger _ -> throw failed("an integer beyond 64 bits has no exact JSON form");
            case Double fraction -> fraction(fraction);
            case String string -> string(string);
            case CelByteString bytes -> string(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Instant instant -> string(instant.toString());
            case Duration duration -> string(seconds(duration));
            case List<?> list -> array(list, depth);
            case Map<?, ?> map -> object(map, depth);
            default -> throw failed("a " + value.getClass().getSimpleName() + " has no JSON form");
        }
        if (out.length() > ExpressionLimits.OUTPUT_BYTES) {
            throw tooLarge();
        }
    }

    private void integer(long integer) {
        if (integer > LARGEST_EXACT || integer < -LARGEST_EXACT) {
            throw failed("an integer beyond 2^53 has no exact JSON form; write string(...) around it");
        }
        out.append(integer);
    }

    private void fraction(double fraction) {
        try {
            out.append(NumberToJSON.serializeNumber(fraction));
        } catch (IOException e) {
            throw failed("a number that is infinite or none has no JSON form");
        }
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9))
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }

    private void array(List<?> list, int depth) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            value(element, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private void object(Map<?, ?> map, int depth) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> {
            if (!(name instanceof String text)) {
                throw failed("the members of a JSON object have strings as names");
            }
            sorted.put(text, member);
        });
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            value(member.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private void string(String string) {
        if (string.length() > ExpressionLimits.OUTPUT_BYTES) {
            throw tooLarge();
        }
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c)) {
                        i = surrogates(string, i);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private int surrogates(String string, int at) {
        if (at + 1 >= string.length() || !Character.isSurrogatePair(string.charAt(at), string.charAt(at + 1))) {
            throw failed("a string with half a surrogate pair has no JSON form");
        }
        out.append(string, at, at + 2);
        return at + 1;
    }

    private static ByteorException tooLarge() {
        return failed("the result is larger than " + ExpressionLimits.OUTPUT_BYTES + " bytes");
    }

    private static ByteorException failed(String detail) {
        return new ByteorException(ErrorCode.EXPRESSION_FAILED, detail);
    }
}
