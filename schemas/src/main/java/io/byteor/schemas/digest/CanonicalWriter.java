package io.byteor.schemas.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;

/** Writes a tree as RFC 8785 has it, straight from the tree: no text in between is read again. Not thread-safe. */
final class CanonicalWriter {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int USUAL_SIZE = 512;

    private final StringBuilder out = new StringBuilder(USUAL_SIZE);
    private final boolean everyDigit;

    private CanonicalWriter(boolean everyDigit) {
        this.everyDigit = everyDigit;
    }

    /** @throws IOException if it holds a value that has no canonical form */
    static String write(JsonNode node) throws IOException {
        return write(node, false);
    }

    /**
     * @param everyDigit whether an integer that RFC 8785 would round keeps its digits, so that no two of them look alike
     * @throws IOException if it holds a value that has no canonical form
     */
    static String write(JsonNode node, boolean everyDigit) throws IOException {
        CanonicalWriter writer = new CanonicalWriter(everyDigit);
        writer.value(node);
        return writer.out.toString();
    }

    private void value(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IOException("JSON has no " + node.getNodeType());
        }
    }

    /** Members in the order of their names' UTF-16 code units, which is that of Java's strings. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private void object(JsonNode node) throws IOException {
        Map.Entry<String, JsonNode>[] members = node.properties().toArray(new Map.Entry[0]);
        Arrays.sort(members, Map.Entry.comparingByKey());
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ',';
        }
        out.append(members.length == 0 ? "{}" : "}");
    }

    private void array(JsonNode node) throws IOException {
        char separator = '[';
        for (JsonNode element : node) {
            out.append(separator);
            value(element);
            separator = ',';
        }
        out.append(node.isEmpty() ? "[]" : "]");
    }

    private void number(JsonNode node) throws IOException {
        if (isExact(node)) {
            out.append(node.longValue());
        } else {
            String rounded = NumberToJSON.serializeNumber(Double.parseDouble(node.asText()));
            boolean altered =
                    everyDigit && node.isIntegralNumber() && !CanonicalJson.keepsValue(node.bigIntegerValue());
            out.append(altered ? node.asText() : rounded);
        }
    }

    private static boolean isExact(JsonNode node) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() <= LARGEST_EXACT
                && node.longValue() >= -LARGEST_EXACT;
    }

    private void string(String text) throws IOException {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE || c == '"' || c == '\\') {
                out.append(text, written, i);
                escape(c);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    throw new IOException("half a surrogate pair is no text");
                }
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            case '"', '\\' -> out.append('\\').append(c);
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
