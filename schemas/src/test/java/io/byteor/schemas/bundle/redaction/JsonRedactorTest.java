package io.byteor.schemas.bundle.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRedactorTest {
    private static final int MOST_BYTES = 10_000;

    @Test
    void removesMembersAndElementsWithTheirPlaces() {
        assertThat(redact("{\"a\":{\"s\":1},\"b\":[1,2,3]}", rule("$.a", "remove"), rule("$.b[1]", "remove")))
                .isEqualTo("{\"b\":[1,3]}");
    }

    @Test
    void replacesWhateverIsThere() {
        String rule = "{'scope':'payload','path':'$.*','action':'replace','with':{'x':0}}";

        assertThat(redact("{\"a\":\"s\",\"b\":[{\"c\":1}]}", rule)).isEqualTo("{\"a\":{\"x\":0},\"b\":{\"x\":0}}");
    }

    @Test
    void pseudonymsKeepTheirTypeAndNullsTellNothing() {
        String redacted = redact(
                "{\"a\":\"ann\",\"b\":42,\"c\":null,\"d\":[\"ann\"]}",
                rule("$.a", "pseudonym"),
                rule("$.b", "pseudonym"),
                rule("$.c", "pseudonym"),
                rule("$.d[*]", "pseudonym"));

        JsonNode values = CanonicalJson.parse(redacted.getBytes(UTF_8), "redacted");
        assertThat(values.path("a").asText()).matches("p-[0-9a-f]{32}");
        assertThat(values.path("b").longValue()).isBetween(1L, (1L << 53) - 1);
        assertThat(values.path("c").isNull()).isTrue();
        assertThat(values.path("d").path(0)).isEqualTo(values.path("a"));
    }

    @Test
    void aNumbersPseudonymIsThatOfItsValueHoweverWritten() {
        String redacted = redact("[42,42.0,4.2e1,420E-1,43]", rule("$[*]", "pseudonym"));

        JsonNode numbers = CanonicalJson.parse(redacted.getBytes(UTF_8), "redacted");
        long first = numbers.path(0).longValue();
        assertThat(numbers.valueStream().limit(4).map(JsonNode::longValue)).containsOnly(first);
        assertThat(numbers.path(4).longValue()).isNotEqualTo(first);
        assertThat(first).isEqualTo(RedactionSample.key(1).number("42"));
        assertThat(RedactionSample.key(1).text("42".getBytes(UTF_8)))
                .startsWith("p-" + "%016x".formatted(first << 11).substring(0, 13));
    }

    @Test
    void theOutermostRuleDecidesAndAmongThoseTheFirst() {
        assertThat(redact(
                        "{\"a\":{\"b\":\"ann\"}}",
                        rule("$.a.b", "pseudonym"),
                        "{'scope':'payload','path':'$.a','action':'replace','with':1}",
                        rule("$.a", "remove")))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void keepsTheBytesOfWhatNoRuleSelects() {
        byte[] json = " {\"b\" : 1.50, \"a\":\"\\u0061\"} ".getBytes(UTF_8);

        assertThat(redactor(rule("$.c", "remove")).redact(json, "p")).isSameAs(json);
    }

    @Test
    void keepsOrderAndDigitsAroundWhatItChanges() {
        String digits = "123456789012345678901234567890.10e-400";

        assertThat(redact("{\"z\": %s , \"a\" : -0.0, \"s\":1}".formatted(digits), rule("$.s", "remove")))
                .isEqualTo("{\"z\":" + digits + ",\"a\":-0.0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret", "{\"s\":secret}", "{\"a\":1,\"a\":\"secret\"}", "\"secret\" 1", "{\"a\":\"secret\"",
                        "{\"a\":{\"secret\":1}}",
                "{\"a\":[\"secret\"]}", "{\"a\":true}", "{\"a\":\"\\ud800secret\"}", "{\"a\":1e99999999999}",
                        "// secret\n{}", " "
            })
    void refusesWhatItCannotRedactWithoutTellingOfIt(String json) {
        assertRefused(json.getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsBeyondTheLimits() {
        assertRefused(new byte[] {'"', (byte) 0xC3, '"'});
        assertRefused(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8));
        assertRefused(("\"" + "x".repeat(MOST_BYTES) + "\"").getBytes(UTF_8));
    }

    @Test
    void constantsDoNotBlowATextUpBeyondWhatABundleTakes() {
        String rule = "{'scope':'payload','path':'$[*]','action':'replace','with':'%s'}".formatted("x".repeat(990));
        byte[] json = ("[" + "1,".repeat(4_900) + "1]").getBytes(UTF_8);

        assertThatThrownBy(() -> redactor(rule).redact(json, "p"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REDACTION_REFUSED));
    }

    private static void assertRefused(byte[] json) {
        assertThatThrownBy(() -> redactor(rule("$.a", "pseudonym")).redact(json, "feed/7 payload"))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REDACTION_REFUSED);
                    assertThat(e.place()).isEqualTo("feed/7 payload");
                    assertThat(e.value()).isEqualTo(Digest.of(json).toString());
                    assertThat(e).hasNoCause().message().doesNotContain("secret");
                });
    }

    private static String redact(String json, String... rules) {
        return new String(redactor(rules).redact(json.getBytes(UTF_8), "p"), UTF_8);
    }

    private static JsonRedactor redactor(String... rules) {
        RedactionRules parsed = RedactionRules.parse(RedactionSample.rules(rules), "rules.json");
        return new JsonRedactor(
                parsed.rules(),
                rule -> Objects.requireNonNull(((Scope.Payload) rule.scope()).path()),
                new ValueRedactor(parsed, RedactionSample.key(1)),
                MOST_BYTES);
    }

    private static String rule(String path, String action) {
        return "{'scope':'payload','path':'%s','action':'%s'}".formatted(path, action);
    }
}
