package io.byteor.schemas.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Instant CAPTURED = Instant.parse("2018-02-01T00:00:00.000001Z");

    @ParameterizedTest
    @CsvSource({"4.5, true", "5, true", "4, false", "4.49, false"})
    void comparesIntegersAndFractionsAsNumbers(String magnitude, boolean strong) {
        Expression condition = condition("payload.properties.mag >= 4.5");

        assertThat(condition.test(record("{\"properties\":{\"mag\":" + magnitude + "}}")))
                .isEqualTo(strong);
    }

    @Test
    void comparesAFractionWithAnIntegerLiteral() {
        assertThat(condition("payload.mag > 4").test(record("{\"mag\":4.5}"))).isTrue();
        assertThat(condition("payload.mag == 4").test(record("{\"mag\":4.0}"))).isTrue();
        assertThat(condition("payload.mag in [1, 4]").test(record("{\"mag\":4.0}")))
                .isTrue();
    }

    @Test
    void readsEveryVariableOfARecord() {
        Expression condition = condition("sequence == 7 && key == b'k' && string(headers['h']) == 'v'"
                + " && capturedAt >= timestamp('2018-02-01T00:00:00Z') && payload.id == 'a'");

        assertThat(condition.test(record("{\"id\":\"a\"}"))).isTrue();
    }

    @Test
    void parsesThePayloadOnceAndOnlyWhenItIsRead() {
        Payload tooLarge = new Payload(new byte[ExpressionLimits.PAYLOAD_BYTES + 1]);

        assertThat(condition("sequence >= 0").test(record(tooLarge))).isTrue();
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> condition("payload.x == 1").test(record(tooLarge)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_INVALID));
    }

    @Test
    void fetchesHeadersOnlyWhenTheyAreRead() {
        AtomicInteger fetched = new AtomicInteger();
        RecordVariables variables = new RecordVariables(payload("{}"), null, 0, CAPTURED, () -> {
            fetched.incrementAndGet();
            return Map.of();
        });

        condition("key == null").test(variables);

        assertThat(fetched).hasValue(0);
    }

    @Test
    void writesAMapAsCanonicalJson() {
        Expression map = Expression.compile(
                Scope.RECORD,
                "{'z': payload.mag, 'a': [1, 2.0, 1e21, null, true], 'é\\n': 'ä\"', 'b': b'ab', 't': capturedAt}",
                "/map");

        String json = new String(map.json(record("{\"mag\":4.5}")), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo(
                        "{\"a\":[1,2,1e+21,null,true],\"b\":\"YWI=\",\"t\":\"2018-02-01T00:00:00.000001Z\",\"z\":4.5,"
                                + "\"é\\n\":\"ä\\\"\"}")
                .isEqualTo(CanonicalJson.write(CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), "json")));
    }

    @Test
    void refusesToRoundAnInteger() {
        Expression map = Expression.compile(Scope.RECORD, "{'id': payload.id}", "/map");

        assertThat(code(() -> map.json(record("{\"id\":9007199254740993}")))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void failsOnAMissingMemberAndNotSilently() {
        assertThat(code(() -> condition("payload.mag >= 4.5").test(record("{}"))))
                .isEqualTo(ErrorCode.EXPRESSION_FAILED);
        assertThat(code(() -> condition("payload.mag >= 4.5").test(record("{\"mag\":null}"))))
                .isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void takesWhatIsNotJsonAsBytes() {
        assertThat(condition("payload == b'\\xff\\x00'").test(record(new Payload(new byte[] {(byte) 0xff, 0}))))
                .isTrue();
        assertThat(condition("string(payload) == '{truncated'").test(record("{truncated")))
                .isTrue();
        assertThat(code(() -> condition("payload.mag > 1").test(record("{\"mag\":"))))
                .isEqualTo(ErrorCode.PAYLOAD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1e999}"})
    void refusesJsonThatReadersCouldUnderstandDifferently(String json) {
        assertThat(code(() -> condition("payload.a == 1").test(record(json)))).isEqualTo(ErrorCode.PAYLOAD_INVALID);
    }

    @Test
    void refusesDeepPayloads() {
        String deepest = "[".repeat(ExpressionLimits.PAYLOAD_DEPTH) + "]".repeat(ExpressionLimits.PAYLOAD_DEPTH);

        assertThat(condition("payload != null").test(record(deepest))).isTrue();
        assertThat(code(() -> condition("payload != null").test(record("[" + deepest + "]"))))
                .isEqualTo(ErrorCode.PAYLOAD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.mag >=",
                "unknown == 1",
                "'text'",
                "size('a', 'b') == 1",
                "'a'.matches('(')",
                "[1].exists(a, [1].exists(b, [1].exists(c, [1].exists(d, true))))"
            })
    void refusesAConditionWithItsPlace(String text) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> condition(text).test(record("{}")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPRESSION_INVALID))
                .satisfies(e -> assertThat(e.place()).isEqualTo("/filter"))
                .satisfies(e -> assertThat(e.value()).isEqualTo(text));
    }

    @Test
    void refusesLongDeepAndWideExpressions() {
        assertThat(code(() -> condition("true" + " ".repeat(ExpressionLimits.CODE_POINTS))))
                .isEqualTo(ErrorCode.EXPRESSION_INVALID);
        assertThat(code(() -> condition("(".repeat(200) + "true" + ")".repeat(200))))
                .isEqualTo(ErrorCode.EXPRESSION_INVALID);
        assertThat(code(() -> condition("payload" + ".x".repeat(300) + " == 1")))
                .isEqualTo(ErrorCode.EXPRESSION_INVALID);
        assertThat(code(() -> condition("payload in [" + "1,".repeat(2_500) + "1]")))
                .isEqualTo(ErrorCode.EXPRESSION_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "int(payload.x), bad format at character 4",
        "timestamp(payload.x), bad format at character 10",
        "payload.m[payload.x], attribute not found at character 10",
        "payload.x.matches(payload.x), invalid argument at character 18",
        "payload.x + 1, overload not found at character 11",
        "payload.missing.y, attribute not found at character 16"
    })
    void saysWhatFailedWhereAndNothingOfThePayload(String text, String reason) {
        Expression expression = Expression.compile(Scope.RECORD, text, "/map");

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> expression.json(record("{\"m\":{},\"x\":\"(secret\\u0000\"}")))
                .satisfies(e -> assertThat(e.detail()).isEqualTo(reason));
    }

    @Test
    void stopsComprehensionsThatMultiply() {
        String list = "[" + "1,".repeat(99) + "1]";
        Expression nested = condition("payload.all(a, payload.all(b, payload.all(c, true)))");

        assertThat(code(() -> nested.test(record(list)))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.l.map(x, payload.s + 'x')",
                "payload.l.map(x, [x] + payload.l + payload.l)",
                "payload.l.map(x, bytes(payload.s))",
                "payload.l.map(x, bytes(payload.s) + bytes(payload.s))",
                "payload.l.map(x, string(bytes(payload.s)))",
                "payload.l.exists(x, payload.s + 'x' == 'y' || true) && payload.l.all(x, payload.s + 'x' != 'y' || true)",
                "[payload.s].map(x, x + x).map(x, x + x).map(x, x + x + x + x + x + x + x)",
                "payload.s + payload.s + payload.s + payload.s + payload.s + payload.s + payload.s + payload.s"
                        + " + payload.s + payload.s + payload.s + payload.s + payload.s + payload.s + payload.s"
            })
    void buildsNoMoreThanALimit(String text) {
        Expression hostile = Expression.compile(Scope.RECORD, text, "/map");

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> hostile.json(hostileRecord()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED))
                .satisfies(e -> assertThat(e.detail())
                        .matches("the evaluation (builds more than 8388608 bytes|takes more than 67108864 steps)"));
    }

    @Test
    void buildsNoLargeListsRoundAfterRound() {
        String zeros = "[" + "0,".repeat(1_500) + "0]";
        Expression hostile = Expression.compile(Scope.RECORD, "payload.l.map(x, " + zeros + ")", "/map");
        Expression members =
                Expression.compile(Scope.RECORD, "payload.l.map(x, {'a':1,'b':2,'c':{'d':4,'e':[5]}}).size()", "/map");

        assertThat(code(() -> hostile.json(hostileRecord()))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
        assertThat(code(() -> members.json(hostileRecord()))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.l.all(x, payload.s.matches('^(a+)+$') || true)",
                "payload.l.all(x, payload.s.contains('ab') || true)",
                "payload.s.contains(payload.s + 'b')",
                "payload.l.all(x, payload.s == payload.t)",
                "payload.l.all(x, payload == payload)",
                "payload.l.all(x, size(payload.s) > 1)",
                "payload.l.all(x, !(x + 7 in payload.l))"
            })
    void looksAtNoMoreThanALimitOfSteps(String text) {
        Expression hostile = condition(text);

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> hostile.test(hostileRecord()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED))
                .satisfies(e -> assertThat(e.detail()).isEqualTo("the evaluation takes more than 67108864 steps"));
    }

    @Test
    void leavesRoomForWhatALargePayloadIsGoodFor() {
        String text = "\"" + "a".repeat(1_000_000) + "\"";
        RecordVariables texts = record("{\"s\":" + text + "}");
        RecordVariables list = record("{\"few\":[1,7],\"l\":[" + "7,".repeat(1_999) + "7]}");

        assertThat(condition("payload.s.matches('^a+$') && !payload.s.contains('aab')")
                        .test(texts))
                .isTrue();
        assertThat(condition("'[' + payload.s + ']' != payload.s").test(texts)).isTrue();
        assertThat(Expression.compile(Scope.RECORD, "payload.l.map(x, {'a': x})", "/map")
                        .json(list))
                .hasSize(2_000 * "{'a':7},".length() + 1);
        assertThat(condition("payload.l.filter(x, x > 3).size() > 0 && payload.l.all(x, x in payload.few)")
                        .test(list))
                .isTrue();
    }

    /** Within what a payload may be: a long list, and long texts. */
    private static RecordVariables hostileRecord() {
        String list = "[" + "7,".repeat(49_999) + "7]";
        String text = "\"" + "a".repeat(440_000) + "\"";
        return record("{\"l\":" + list + ",\"s\":" + text + ",\"t\":" + text + "}");
    }

    @Test
    void stopsPatternsThatCompileToLargePrograms() {
        Expression condition = condition("'a'.matches('((a{30}){30}){30}')");

        assertThat(code(() -> condition.test(record("{}")))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void runsACatastrophicPatternInLinearTime() {
        Expression condition = condition("payload.matches('^(a+)+$')");

        assertThat(condition.test(record("\"" + "a".repeat(50_000) + "b\""))).isFalse();
    }

    @Test
    void givesKeys() {
        assertThat(key("payload.id", "{\"id\":\"é\"}")).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        assertThat(key("payload.id", "{\"id\":12}")).isEqualTo("12".getBytes(StandardCharsets.UTF_8));
        assertThat(key("key", "{}")).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
        assertThat(key("payload.id", "{\"id\":null}")).isNull();
        assertThat(code(() -> key("payload", "{}"))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551557",
                "18446744073709551616",
                "-9223372036854775809",
                "123456789012345678901234567890"
            })
    void writesNoOtherIntegerThanTheOneItReads(String integer) {
        String payload = "{\"id\":" + integer + "}";

        assertThat(key("payload.id", payload)).asString(StandardCharsets.UTF_8).isEqualTo(integer);
        for (String map : new String[] {"{'id': payload.id}", "payload", "[payload.id]"}) {
            assertThat(code(() -> Expression.compile(Scope.RECORD, map, "/map").json(record(payload))))
                    .as(map)
                    .isEqualTo(ErrorCode.EXPRESSION_FAILED);
        }
        assertThat(condition("payload.id == payload.id && payload.id != 7 && has(payload.id)")
                        .test(record(payload)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854776000, 9223372036854776000",
        "-18446744073709552000, -18446744073709552000",
        "1000000000000000000000, 1e+21"
    })
    void writesAnIntegerThatIsADoubleAsOne(String integer, String written) {
        String payload = "{\"n\":" + integer + "}";

        assertThat(Expression.compile(Scope.RECORD, "payload.n", "/map").json(record(payload)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(written);
        assertThat(condition("payload.n * 1.0 == payload.n").test(record(payload)))
                .isTrue();
    }

    @Test
    void reckonsWithIntegersOfSixtyFourBitsAndFailsWithLongerOnes() {
        RecordVariables ids = record("{\"id\":18446744073709551557,\"wide\":123456789012345678901234567890}");

        assertThat(condition("payload.id > 4.5 && payload.id > 7 && string(payload.id) == '18446744073709551557'")
                        .test(ids))
                .isTrue();
        for (String use : new String[] {"payload.wide > 4.5", "string(payload.wide) != ''", "payload.wide.x == 1"}) {
            assertThat(code(() -> condition(use).test(ids))).as(use).isEqualTo(ErrorCode.EXPRESSION_FAILED);
        }
        assertThat(condition("payload.id > 7").test(ids))
                .as("where the longer one is not read")
                .isTrue();
    }

    @Test
    void givesNoKeyBeyondTheLimit() {
        String half = "\"" + "k".repeat(ExpressionLimits.OUTPUT_BYTES / 2) + "\"";

        assertThat(key("payload + payload", half)).hasSize(ExpressionLimits.OUTPUT_BYTES);
        assertThat(code(() -> key("payload + payload + 'k'", half))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
        assertThat(code(() -> key("bytes(payload + payload + 'k')", half))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void givesTimesOfALine() {
        assertThat(time("line.time", "{\"time\":1517363399650}")).isEqualTo("2018-01-31T01:49:59.650Z");
        assertThat(time("line.at", "{\"at\":\"2018-01-31T02:49:59.650123456+01:00\"}"))
                .isEqualTo("2018-01-31T01:49:59.650123Z");
        assertThat(time("timestamp(line.at)", "{\"at\":\"2018-01-31T01:49:59Z\"}"))
                .isEqualTo("2018-01-31T01:49:59Z");
        assertThat(code(() -> time("line.at", "{\"at\":\"yesterday\"}"))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "253402300800000",
                "253402300800000.0",
                "-62167219200001",
                "9223372036854775807",
                "-9223372036854775808",
                "1e300",
                "\"+10000-01-01T00:00:00Z\"",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"-0001-12-31T23:59:59Z\""
            })
    void givesNoTimeThatARecordCannotHave(String at) {
        assertThat(code(() -> time("line.at", "{\"at\":" + at + "}"))).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    }

    @Test
    void givesTheFirstAndTheLastTimeOfARecord() {
        assertThat(time("line.at", "{\"at\":-62167219200000}")).isEqualTo("0000-01-01T00:00:00Z");
        assertThat(time("line.at", "{\"at\":\"9999-12-31T23:59:59.999999999Z\"}"))
                .isEqualTo("9999-12-31T23:59:59.999999Z");
    }

    private static Instant time(String text, String line) {
        return Expression.compile(Scope.LINE, text, "--time").instant(new LineVariables(payload(line)));
    }

    private static byte[] key(String text, String json) {
        return Expression.compile(Scope.RECORD, text, "/key").key(record(json));
    }

    private static Expression condition(String text) {
        return Expression.compileCondition(Scope.RECORD, text, "/filter");
    }

    private static Payload payload(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordVariables record(String json) {
        return record(payload(json));
    }

    private static RecordVariables record(Payload payload) {
        byte[] text = {'v'};
        return new RecordVariables(payload, new byte[] {'k'}, 7, CAPTURED, () -> Map.of("h", text));
    }

    private static ErrorCode code(Runnable refused) {
        try {
            refused.run();
        } catch (ByteorException e) {
            return e.code();
        }
        throw new AssertionError("nothing was refused");
    }
}
