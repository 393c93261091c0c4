package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.json.JsonPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** Takes one JSON text from its beginning to its end, without a tree of it, and writes it anew on the way. For one text. */
final class JsonPass {
    /** A number of more digits before or behind its point is told by its exponent. */
    private static final int PLAIN_DIGITS = 400;

    private final List<RedactionRule> rules;
    private final JsonPaths paths;
    private final ValueRedactor values;
    private final byte[] json;
    private final BoundedOutput target;
    private final JsonParser parser;
    private final JsonGenerator out;
    private boolean changed;

    JsonPass(List<RedactionRule> rules, JsonPaths paths, ValueRedactor values, byte[] json) throws IOException {
        this.rules = rules;
        this.paths = paths;
        this.values = values;
        this.json = json;
        this.target = new BoundedOutput(json.length);
        this.parser = CanonicalJson.mapper().createParser(json);
        this.out = CanonicalJson.mapper().createGenerator(target);
    }

    /**
     * The text as the rules leave it; the same array where they select nothing.
     *
     * @throws Refusal where an action cannot be done
     * @throws IOException where it is no JSON within the limits
     */
    byte[] run() throws IOException {
        try (parser;
                out) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new Refusal("a JSON value");
            }
            value(token, paths.root());
            if (parser.nextToken() != null) {
                throw new Refusal("nothing behind the JSON value");
            }
        }
        return changed ? target.toByteArray() : json;
    }

    private void value(JsonToken token, BitSet at) throws IOException {
        int selecting = paths.selecting(at);
        if (selecting >= 0) {
            change(rules.get(selecting), token);
            return;
        }
        switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> out.writeString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(parser.getBooleanValue());
            case VALUE_NULL -> out.writeNull();
            default -> throw new IllegalStateException("no JSON value begins with " + token);
        }
    }

    private void object(BitSet at) throws IOException {
        out.writeStartObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            BitSet inside = paths.member(at, name);
            if (!removed(inside)) {
                out.writeFieldName(name);
                value(token, inside);
            }
        }
        out.writeEndObject();
    }

    private void array(BitSet at) throws IOException {
        out.writeStartArray();
        long index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            BitSet inside = paths.element(at, index++);
            if (!removed(inside)) {
                value(token, inside);
            }
        }
        out.writeEndArray();
    }

    private boolean removed(BitSet at) throws IOException {
        int selecting = paths.selecting(at);
        if (selecting < 0 || !(rules.get(selecting).action() instanceof Action.Remove)) {
            return false;
        }
        parser.skipChildren();
        count(rules.get(selecting));
        return true;
    }

    private void change(RedactionRule rule, JsonToken token) throws IOException {
        switch (rule.action()) {
            case Action.Replace(var constant) -> {
                parser.skipChildren();
                out.writeTree(constant);
                count(rule);
            }
            case Action.Pseudonym _ -> pseudonym(rule, token);
            case Action.Remove _, Action.Keep _ ->
                throw new IllegalStateException("no rule does that to this value: " + rule.json());
        }
    }

    private void pseudonym(RedactionRule rule, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_STRING -> out.writeString(values.key().text(utf8(parser.getText())));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                out.writeNumber(values.key().number(number(parser.getText())));
            case VALUE_NULL -> {
                out.writeNull();
                return;
            }
            default ->
                throw new Refusal("strings and numbers only where " + rule.pointer()
                        + " makes pseudonyms; what else is there can be removed or replaced");
        }
        count(rule);
    }

    private void count(RedactionRule rule) {
        values.count(rule);
        changed = true;
    }

    /** Half a surrogate pair has no UTF-8, and must not get the pseudonym of a question mark. */
    private static byte[] utf8(String text) throws IOException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** The one text of all that are the same number: 42 is 42.0 is 4.2e1. */
    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            return Math.abs((long) number.scale()) <= PLAIN_DIGITS ? number.toPlainString() : number.toString();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Refusal("numbers whose exponent has at most nine digits");
        }
    }

    /** What was expected, without a word of what was found. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String expected;

        private Refusal(String expected) {
            super(expected);
            this.expected = expected;
        }

        String expected() {
            return expected;
        }
    }

    /** Constants can blow a text up: ends it where no bundle would take it. */
    private static final class BoundedOutput extends ByteArrayOutputStream {
        private static final int MOST = BundleLimits.STANDARD.documentBytes();

        private BoundedOutput(int size) {
            super(size);
        }

        @Override
        public void write(byte[] source, int from, int length) {
            if (count > MOST - length) {
                throw new Refusal("at most " + MOST + " bytes, redacted");
            }
            super.write(source, from, length);
        }
    }
}
