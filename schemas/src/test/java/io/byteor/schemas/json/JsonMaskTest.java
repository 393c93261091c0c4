package io.byteor.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$..key       | {'a':1.50,'key':'k','b':[{'key':{'x':1}}]} | {'a':1.50,'key':null,'b':[{'key':null}]}",
                "$.b[0]       | {'a':[1],'b':[1,2]}                        | {'a':[1],'b':[null,2]}",
                "$.b[*].c     | {'b':[{'c':1,'d':2},3]}                    | {'b':[{'c':null,'d':2},3]}",
                "$            | {'a':1}                                    | null",
                "$.a.b        | {'a':'b'}                                  | {'a':'b'}",
                "$.*          | {'a':1,'b':{'c':true}}                     | {'a':null,'b':null}",
                "$.other      | {'z':true,'a':1e400,'n':null,'t':'\\u2028'} | {'z':true,'a':1e400,'n':null,'t':'\\u2028'}"
            })
    void putsNullWhereAPathSelects(String path, String json, String shown) {
        assertThat(mask(path).shown(json.replace('\'', '"'))).isEqualTo(unescaped(shown.replace('\'', '"')));
    }

    private static String unescaped(String json) {
        return json.replace("\\u2028", "\u2028");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1}}",
                "{\"a\":1} {\"key\":2}",
                "{\"a\":1,\"a\":2}",
                "{'key':1}",
                "nothing",
                "{\"a\":NaN}"
            })
    void showsNothingOfWhatItCannotRead(String json) {
        assertThat(mask("$..key").shown(json)).isEqualTo("null");
    }

    @Test
    void showsNothingOfWhatIsNestedTooDeeply() {
        assertThat(mask("$..key").shown("[".repeat(65) + "]".repeat(65))).isEqualTo("null");
    }

    @Test
    void masksEachElementOfAPageAsADocumentOfItsOwn() {
        JsonMask mask = JsonMask.ofElements("items", List.of(JsonPath.parse("$.key"), JsonPath.parse("$..deep")));

        assertThat(mask.shown("{\"key\":1,\"items\":[{\"key\":2,\"a\":{\"deep\":3}}],\"next\":\"4\"}"))
                .isEqualTo("{\"key\":1,\"items\":[{\"key\":null,\"a\":{\"deep\":null}}],\"next\":\"4\"}");
    }

    @Test
    void takesTheIndexOfAnElementForAnyWhereItIsAskedTo() {
        JsonMask mask = JsonMask.ofAnyElement(List.of(JsonPath.parse("$.votes[3].voter"), JsonPath.parse("$..b[1]")));

        assertThat(mask.shown("{\"votes\":[{\"voter\":1,\"vote\":2}],\"a\":{\"b\":[3]}}"))
                .isEqualTo("{\"votes\":[{\"voter\":null,\"vote\":2}],\"a\":{\"b\":[null]}}");
    }

    @Test
    void saysOfAMemberWhetherAnythingOfItIsShown() {
        JsonMask mask = mask("$.a", "$..b", "$.c.d");

        assertThat(List.of("a", "b", "c", "e")).filteredOn(mask::hides).containsExactly("a", "b");
        assertThat(mask.shown("a", "1")).isEqualTo("null");
        assertThat(mask.shown("c", "{\"d\":1,\"f\":[{\"b\":2}]}")).isEqualTo("{\"d\":null,\"f\":[{\"b\":null}]}");
        assertThat(mask("$").hides("anything")).isTrue();
    }

    private static JsonMask mask(String... paths) {
        return new JsonMask(Arrays.stream(paths).map(JsonPath::parse).toList());
    }
}
