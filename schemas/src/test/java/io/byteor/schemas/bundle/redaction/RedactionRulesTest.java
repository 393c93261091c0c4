package io.byteor.schemas.bundle.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'scope':'payload','path':'$.user.email','action':'pseudonym'}",
                "{'scope':'payload','lanes':['feed'],'path':'$..email','action':'remove'}",
                "{'scope':'payload','path':'$','action':'replace','with':{'n':[1,true]}}",
                "{'scope':'payload','action':'remove'}",
                "{'scope':'key','lanes':['feed','strong'],'action':'replace','with':''}",
                "{'scope':'header','header':'authorization','action':'remove'}",
                "{'scope':'environment','path':'$.config.*','action':'replace','with':0}",
                "{'scope':'policy-audit','path':'$.decisions[*].actor','action':'pseudonym'}",
                "{'scope':'title','action':'replace','with':'An incident'}",
                "{'scope':'files','files':'snapshots/**','action':'keep'}"
            })
    void readsWhatItsSchemaTakes(String rule) {
        byte[] document = document(rule);

        assertThatCode(() -> DocumentSchema.REDACTION_RULES.read(document)).doesNotThrowAnyException();
        assertThat(RedactionRules.parse(document, "rules.json").rules()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'scope':'payload','path':'$.a','action':'remove','lane':'feed'} | /rules/0/lane  | "feed"
            {'scope':'payload','path':'$.a','action':'remove','with':1}      | /rules/0/with  | 1
            {'scope':'payload','path':'$.a','action':'hash'}                 | /rules/0/action | "hash"
            {'scope':'payload','path':'$.a','action':'keep'}                 | /rules/0/action | "keep"
            {'scope':'payload','path':'$.a','action':'replace'}              | /rules/0/with  | null
            {'scope':'payload','path':'a.b','action':'remove'}               | /rules/0/path  | "a.b"
            {'scope':'payload','path':17,'action':'remove'}                  | /rules/0/path  | 17
            {'scope':'payload','lanes':'feed','action':'remove'}             | /rules/0/lanes | "feed"
            {'scope':'payload','lanes':['a','a'],'action':'remove'}          | /rules/0/lanes/1 | "a"
            {'scope':'payload','lanes':[],'action':'remove'}                 | /rules/0 | []
            {'scope':'key','path':'$.a','action':'remove'}                   | /rules/0/path  | "$.a"
            {'scope':'key','action':'replace','with':1}                      | /rules/0/with  | 1
            {'scope':'header','action':'remove'}                             | /rules/0/header | null
            {'scope':'header','header':'','action':'remove'}                 | /rules/0/header | ""
            {'scope':'environment','action':'remove'}                        | /rules/0/path  | null
            {'scope':'title','action':'remove'}                              | /rules/0/action | "remove"
            {'scope':'files','files':'*','action':'pseudonym'}               | /rules/0/action | "pseudonym"
            {'scope':'spec','path':'$.a','action':'remove'}                  | /rules/0/scope | "spec"
            {'action':'remove'}                                              | /rules/0/scope | null
            """)
    void refusesAnythingElseWithPointerAndValueAsItsSchemaDoes(String rule, String pointer, String value) {
        byte[] document = document(rule);

        assertThatThrownBy(() -> DocumentSchema.REDACTION_RULES.read(document)).isInstanceOf(ByteorException.class);
        assertThatThrownBy(() -> RedactionRules.parse(document, "rules.json"))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
                    assertThat(e.place()).startsWith("rules.json#" + pointer);
                    assertThat(String.valueOf(e.value())).contains(value);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'scope':'payload','path':'$','action':'remove'}",
                "{'scope':'environment','path':'$','action':'replace','with':{}}",
                "{'scope':'policy-audit','path':'$.decisions[-1]','action':'remove'}"
            })
    void refusesPathsThatItsSchemaCannotJudge(String rule) {
        assertThatThrownBy(() -> RedactionRules.parse(document(rule), "rules.json"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.place()).isEqualTo("rules.json#/rules/0/path"));
    }

    @Test
    void refusesAnotherFormatAndDocumentsThatAreNoJson() {
        assertRefused(
                "{\"formatVersion\":\"2.0\",\"rules\":[]}",
                ErrorCode.FORMAT_VERSION_UNKNOWN,
                "rules.json#/formatVersion");
        assertRefused("{\"formatVersion\":\"1.0\",\"rules\":[]}", ErrorCode.DOCUMENT_INVALID, "rules.json#/rules");
        assertRefused("{\"formatVersion\":\"1.0\",", ErrorCode.DOCUMENT_INVALID, "rules.json:1:");
        assertRefused("{\"rules\":[],\"rules\":[]}", ErrorCode.DOCUMENT_INVALID, "rules.json:1:");
    }

    @Test
    void filePatternsTellNamesFromFolders() {
        FilePattern pattern = FilePattern.parse("snapshots/*.b+n");

        assertThat(pattern.matches("data/snapshots/a.b+n")).isTrue();
        assertThat(pattern.matches("data/snapshots/a.bbn")).isFalse();
        assertThat(pattern.matches("data/snapshots/a/b.b+n")).isFalse();
        assertThat(FilePattern.parse("**").matches("data/a/b/c")).isTrue();
        assertThat(FilePattern.parse("snapshots/**").matches("data/other")).isFalse();
    }

    private static void assertRefused(String document, ErrorCode code, String place) {
        assertThatThrownBy(() -> RedactionRules.parse(document.getBytes(StandardCharsets.UTF_8), "rules.json"))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.place()).startsWith(place);
                });
    }

    private static byte[] document(String rule) {
        return RedactionSample.rules(rule);
    }
}
