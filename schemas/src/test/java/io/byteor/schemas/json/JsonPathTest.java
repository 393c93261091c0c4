package io.byteor.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String DOCUMENT = """
            {"a":1,"b":{"a":2,"c d":[{"a":3},4,[5]],"ä":6,"'":7},"*":8}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $            | whole
            $.a          | 1
            $['a']       | 1
            $["\\u0061"] | 1
            $.*          | 1 {b} 8
            $['*']       | 8
            $.b.a        | 2
            $.b[*]       | 2 {c} 6 7
            $.b['c d'][0].a | 3
            $.b['c d'][1]   | 4
            $.b['c d'][*]   | {3} 4 [5]
            $.b["'"]     | 7
            $.b['\\'']   | 7
            $.b.ä        | 6
            $..a         | 1 2 3
            $.b..a       | 2 3
            $..[0]       | {3} 5
            $..*..a      | 2 3
            $.a.a        | ``
            $.nowhere    | ``
            $.b[0]       | ``
            """)
    void selectsWhatItsQuerySelects(String path, String values) {
        assertThat(String.join(" ", selected(path)).replace(DOCUMENT.strip(), "whole"))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$.",
                "$..",
                "$a",
                "$ .a",
                "$.1",
                "$.a b",
                "$.-",
                "$[",
                "$[]",
                "$[a]",
                "$['a",
                "$['a'",
                "$[01]",
                "$[-1]",
                "$[0:2]",
                "$['a','b']",
                "$[?@.a]",
                "$['\\x']",
                "$['\\u12']",
                "$['\\ud800']",
                "$['\u0001']",
                "$[12345678901]",
                "$[\"\\'\"]"
            })
    void refusesWhatIsNoQueryOfTheKnownPart(String path) {
        assertThatThrownBy(() -> JsonPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void theFirstOfThePathsThatSelectAValueCounts() {
        JsonPaths paths =
                new JsonPaths(List.of(JsonPath.parse("$.b.a"), JsonPath.parse("$..a"), JsonPath.parse("$.*")));

        assertThat(paths.selecting(paths.member(paths.root(), "a"))).isEqualTo(1);
        assertThat(paths.selecting(paths.member(paths.root(), "b"))).isEqualTo(2);
        assertThat(paths.selecting(paths.member(paths.member(paths.root(), "b"), "a")))
                .isZero();
        assertThat(paths.selecting(paths.root())).isEqualTo(-1);
    }

    private static List<String> selected(String path) {
        JsonPaths paths = new JsonPaths(List.of(JsonPath.parse(path)));
        List<String> values = new ArrayList<>();
        walk(CanonicalJson.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8), "test"), paths, paths.root(), values);
        return values;
    }

    private static void walk(JsonNode node, JsonPaths paths, BitSet at, List<String> values) {
        if (paths.selecting(at) == 0) {
            values.add(brief(node));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            walk(member.getValue(), paths, paths.member(at, member.getKey()), values);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), paths, paths.element(at, i), values);
        }
    }

    private static String brief(JsonNode node) {
        return switch (node.toString()) {
            case "{\"a\":3}" -> "{3}";
            case String text when text.startsWith("{\"a\":2") -> "{b}";
            case String text when text.startsWith("[{") -> "{c}";
            case String text -> text;
        };
    }
}
