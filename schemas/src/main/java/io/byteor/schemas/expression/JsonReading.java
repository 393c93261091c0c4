package io.byteor.schemas.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What bytes are when read as one JSON value: a value in CEL's Java types, or no JSON at all. */
sealed interface JsonReading {
    JsonFactory FACTORY = new JsonFactory();

    /**
     * Integers of 64 bits are Long, or UnsignedLong where they are too large for it; beyond that a {@link WideInteger}. All other
     * numbers are Double, as are integers beyond Long that are written as a double is. Null is CEL's null.
     */
    record Value(Object value) implements JsonReading {}

    record NotJson(String why) implements JsonReading {}

    /**
     * Reads UTF-8.
     *
     * @throws ByteorException PAYLOAD_INVALID for JSON beyond the limits
     */
    static JsonReading read(byte[] bytes, int from, int length) {
        if (length > ExpressionLimits.PAYLOAD_BYTES) {
            throw refused("at most " + ExpressionLimits.PAYLOAD_BYTES + " bytes are read as JSON", length);
        }
        try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return new NotJson("it is empty");
            }
            Object value = value(parser, token, 0);
            return parser.nextToken() == null ? new Value(value) : new NotJson("something follows the JSON value");
        } catch (StreamConstraintsException e) {
            throw refused(e.getOriginalMessage(), null);
        } catch (JsonProcessingException e) {
            return new NotJson(place(e));
        } catch (IOException e) {
            return new NotJson("it is not UTF-8");
        }
    }

    private static Object value(JsonParser parser, JsonToken token, int depth) throws IOException {
        if (token.isStructStart() && depth == ExpressionLimits.PAYLOAD_DEPTH) {
            throw refused("JSON nests at most " + ExpressionLimits.PAYLOAD_DEPTH + " deep", null);
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            default -> throw new IllegalStateException("no JSON value begins with " + token);
        };
    }

    private static Map<String, Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (members.put(name, value(parser, parser.nextToken(), depth + 1)) != null) {
                throw refused("a member stands twice in one object", name);
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser, int depth) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token, depth + 1));
        }
        return elements;
    }

    private static Object integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> large(parser);
        };
    }

    /** Never another integer than the one that is written. */
    private static Object large(JsonParser parser) throws IOException {
        BigInteger integer = parser.getBigIntegerValue();
        Double nearest = fraction(parser);
        if (CanonicalJson.keepsValue(integer)) {
            return nearest;
        }
        return integer.signum() > 0 && integer.bitLength() <= Long.SIZE
                ? UnsignedLong.valueOf(integer)
                : new WideInteger(integer);
    }

    private static Double fraction(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw refused("a number is beyond the range of double", parser.getText());
        }
        return value;
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "it is not JSON"
                : "it is not JSON at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ByteorException refused(String detail, @Nullable Object value) {
        return new ByteorException(ErrorCode.PAYLOAD_INVALID, detail, null, value);
    }
}
