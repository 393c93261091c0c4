package io.byteor.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDiffTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1}          | {\"a\":1}          | []",
                "{\"a\":1}          | {\"a\":2}          | [{'op':'replace','path':'/a','value':2}]",
                "{\"a\":1}          | {\"b\":1}          | [{'op':'remove','path':'/a'},{'op':'add','path':'/b','value':1}]",
                "{\"a\":{\"b/~\":1}} | {\"a\":{\"b/~\":[]}} | [{'op':'replace','path':'/a/b~1~0','value':[]}]",
                "[1,2,3]            | [1,3]              | [{'op':'remove','path':'/1'}]",
                "[1,3]              | [1,2,3]            | [{'op':'add','path':'/1','value':2}]",
                "[1,1]              | [1]                | [{'op':'remove','path':'/1'}]",
                "{\"a\":null}       | {}                 | [{'op':'remove','path':'/a'}]",
                "1                  | {}                 | [{'op':'replace','path':'','value':{}}]",
            })
    void saysWhatChangedAndNothingElse(String from, String to, String patch) {
        assertThat(JsonDiff.patch(json(from), json(to))).isEqualTo(json(patch.replace('\'', '"')));
    }

    @Test
    void addsTheWholeDocumentToNothing() {
        assertThat(JsonDiff.patch(NODES.missingNode(), json("{\"a\":1}")))
                .isEqualTo(json("[{\"op\":\"add\",\"path\":\"\",\"value\":{\"a\":1}}]"));
    }

    /** Held against another's reading of RFC 6902. */
    @Test
    void makesOfAnyDocumentTheOther() {
        Random random = new Random(6902);
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode from = object(random, 3);
            ObjectNode to = round % 2 == 0 ? object(random, 3) : changed(from, random);

            ArrayNode patch = JsonDiff.patch(from, to);

            try (var document = Json.createReader(new StringReader(from.toString()));
                    var operations = Json.createReader(new StringReader(patch.toString()))) {
                JsonObject made = Json.createPatch(operations.readArray()).apply(document.readObject());
                assertThat(json(made.toString()))
                        .as("%s to %s by %s", from, to, patch)
                        .isEqualTo(to);
            }
        }
    }

    private static ObjectNode changed(ObjectNode document, Random random) {
        ObjectNode changed = document.deepCopy();
        changed.set(name(random), value(random, 2));
        changed.remove(name(random));
        return changed;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int members = random.nextInt(4); members > 0; members--) {
            object.set(name(random), value(random, depth - 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> NODES.numberNode(random.nextInt(3));
            case 1 -> NODES.textNode(name(random));
            case 2 -> NODES.nullNode();
            case 3 -> object(random, depth);
            default -> {
                ArrayNode array = NODES.arrayNode();
                for (int elements = random.nextInt(5); elements > 0; elements--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static String name(Random random) {
        return new String[] {"a", "b", "c/d", "~e", ""}[random.nextInt(5)];
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.strip().getBytes(StandardCharsets.UTF_8), "test");
    }
}
