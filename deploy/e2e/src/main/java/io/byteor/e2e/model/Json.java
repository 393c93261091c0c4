package io.byteor.e2e.model;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON as plain values: Long, Double, String, Boolean, List, Map, and {@link #NULL}; of the numbers only those that are easy. */
final class Json {
    static final Object NULL = JsonNodeFactory.instance.nullNode();
    private static final int DEEPEST = 64;
    private static final JsonMapper LAX = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper STRICT =
            LAX.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    /** The value, or the bytes where they are no JSON; fails for JSON that is refused. */
    static Object read(byte[] payload) {
        JsonNode node = parse(LAX, payload);
        if (node == null) {
            return payload;
        }
        if (parse(STRICT, payload) == null || !tame(node, 0)) {
            throw new Fails();
        }
        return value(node);
    }

    private static @Nullable JsonNode parse(JsonMapper mapper, byte[] payload) {
        try {
            JsonNode node = mapper.readTree(payload);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException _) {
            return null;
        }
    }

    private static boolean tame(JsonNode node, int depth) {
        if ((node.isContainerNode() && depth == DEEPEST)
                || (node.isDouble() && Double.isInfinite(node.doubleValue()))) {
            return false;
        }
        for (JsonNode child : node) {
            if (!tame(child, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return elements;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isTextual() ? node.textValue() : node.isBoolean() ? node.booleanValue() : NULL;
    }

    /** Members in order, numbers without a needless fraction, no white space. */
    static String write(Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(member -> write(member.getKey()) + ":" + write(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case String text -> "\"" + text + "\"";
            case byte[] bytes -> "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
            case Double fraction when fraction == Math.rint(fraction) -> Long.toString(fraction.longValue());
            default -> value.toString();
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What two payloads have in common when they are the same: canonical JSON, or the bytes as they stand. */
    static String normal(byte[] payload) {
        try {
            Object value = read(payload);
            return value instanceof byte[]
                    ? "bytes " + Base64.getEncoder().encodeToString(payload)
                    : "json " + write(value);
        } catch (Fails _) {
            return "bytes " + Base64.getEncoder().encodeToString(payload);
        }
    }
}
