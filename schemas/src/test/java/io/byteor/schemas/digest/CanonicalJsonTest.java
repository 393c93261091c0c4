package io.byteor.schemas.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "",
        "a",
        "\u00e9",
        "\ud83d\ude00",
        "\ufb33",
        "\"\\/",
        "\b\t\n\f\r",
        "\u0000\u001f\u007f\u0080",
        "\u20ac$",
        "1",
        "10"
    };

    @Test
    void writesTheExampleOfRfc8785() {
        JsonNode node = parse("""
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}
                """);

        assertThat(CanonicalJson.write(node))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** Characters of several bytes, and of two units, at every place where a piece of a long text may end. */
    @Test
    void looksAtEveryByteOfALongText() {
        String text = "\u20ac\ud83d\ude00".repeat(5_000);
        for (int shift = 0; shift < 8; shift++) {
            String longer = "a".repeat(shift) + text;
            assertThat(parse("\"" + longer + "\"").textValue()).isEqualTo(longer);
        }
        for (byte[] wrong :
                new byte[][] {{(byte) 0xC3}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xC0, 0x22}}) {
            byte[] json = ("\"" + text + "???\"").getBytes(UTF_8);
            System.arraycopy(wrong, 0, json, json.length - 4, wrong.length);
            assertThatThrownBy(() -> CanonicalJson.parse(json, "here"))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.detail()).isEqualTo("JSON is UTF-8"));
            assertThatThrownBy(() -> CanonicalJson.parse(new byte[] {'"', 'a', (byte) 0xE2, (byte) 0x82}, "here"))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.detail()).isEqualTo("JSON is UTF-8"));
        }
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, so that a surrogate comes before U+FB33. */
    @Test
    void sortsMembersByUtf16CodeUnits() {
        ObjectNode node = NODES.objectNode();
        for (String name : new String[] {"\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"}) {
            node.put(name, 0);
        }

        assertThat(parse(CanonicalJson.write(node)).fieldNames())
                .toIterable()
                .containsExactly("\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83d", "\ud83da", "\ud83d\ud83d\ude00"})
    void refusesHalvesOfSurrogatePairs(String half) {
        assertThatThrownBy(() -> CanonicalJson.write(NODES.textNode(half)))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID));
        assertThatThrownBy(() -> CanonicalJson.write(NODES.objectNode().put(half, 1)))
                .isInstanceOf(ByteorException.class);
    }

    @Test
    void writesWholeNumbersAsDoublesCarryThem() {
        ArrayNode node = NODES.arrayNode()
                .add(9_007_199_254_740_992L)
                .add(9_007_199_254_740_993L)
                .add(Long.MIN_VALUE)
                .add(-0.0)
                .add(BigInteger.TEN.pow(21))
                .add(new BigDecimal("1.10"));

        assertThat(CanonicalJson.write(node))
                .isEqualTo("[9007199254740992,9007199254740992,-9223372036854776000,0,1e+21,1.1]");
    }

    @Test
    void writesWhatTheReferenceImplementationWrites() throws Exception {
        Random random = new Random(8785);
        for (int round = 0; round < 2_000; round++) {
            JsonNode node = object(random, 4);

            assertThat(CanonicalJson.write(node))
                    .isEqualTo(
                            new JsonCanonicalizer(CanonicalJson.mapper().writeValueAsString(node)).getEncodedString());
        }
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        JsonNode tooLarge = NODES.objectNode().put("value", new BigDecimal("1e400"));

        for (JsonNode node : new JsonNode[] {tooLarge, NODES.objectNode().put("b", new byte[1])}) {
            assertThatThrownBy(() -> CanonicalJson.write(node))
                    .isInstanceOfSatisfying(
                            ByteorException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID));
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.textNode(text(random));
            case 1 -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
            case 2 -> NODES.numberNode(Double.longBitsToDouble(random.nextLong() & 0xBFFF_FFFF_FFFF_FFFFL));
            case 3 -> NODES.numberNode(random.nextInt(1_000) / 100.0);
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.nullNode();
            case 6 -> object(random, depth - 1);
            default -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.set(text(random), value(random, depth));
        }
        return object;
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }

    private static JsonNode parse(String json) {
        return CanonicalJson.parse(json.getBytes(UTF_8), "test");
    }
}
