package io.byteor.schemas.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ByteorException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression over what it reads of a payload says what it says over the whole payload, errors and reasons included. */
class ReadPathsTest {
    private static final int ROUNDS = Integer.getInteger("byteor.fuzz.rounds", 4_000);
    private static final long SEED = Long.getLong("byteor.fuzz.seed", 1L);
    private static final List<String> NAMES =
            List.of("a", "b", "c", "abcdefg", "abcdefgh", "abcdefghi", "ä", "", "x y");
    /** A piece of each kind of expression that is asked. */
    private static final List<String> KINDS = List.of(
            ">= 4.5", "== 'text'", "has(", "== null", "size(", "< 10", " != ", "exists(", "&&", "||", "[0]", "['ä']");

    private static final List<String> SCALARS = List.of(
            "0",
            "-0",
            "1",
            "-17",
            "4.5",
            "-0.0",
            "4.50",
            "123456789012345678",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "-123456789012345678901234567890",
            "100000000000000000000",
            "1e3",
            "1E-2",
            "1e400",
            "0.1",
            "12345678901234567.5",
            "1234567890.12345",
            "true",
            "false",
            "null",
            "\"\"",
            "\"text\"",
            "\"longer than eight bytes\"",
            "\"ä€𐍈\"",
            "\"\\n\\u00e4\\ud834\\udd1e\"",
            "\"\\ud834\"",
            "\"4.5\"",
            "[]",
            "{}",
            "[1,2]");
    private static final List<String> ODD = List.of(
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e",
            "tru",
            "nul",
            "'a'",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\u0001\"",
            "\"open",
            "[1,]",
            "[1 2]",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{,}",
            "{a:1}",
            "NaN",
            "");

    @Test
    void saysTheSameOfRandomTextsAsOverTheWhole() {
        int partly = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + round);
            byte[] text = text(random);
            String source = expression(random, 3);
            Expression expression = Expression.compile(Scope.RECORD, source, "/filter");
            String said = said(expression, new Payload(text));

            assertThat(said)
                    .as("seed %s, round %s: %s over %s", SEED, round, source, new String(text, StandardCharsets.UTF_8))
                    .isEqualTo(said(expression, readWhole(text)));
            partly += said.startsWith("=") ? 1 : 0;
        }
        assertThat(partly).as("expressions with a value").isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    void saysTheSameOfAPayloadThatOthersHaveReadBefore() {
        List<Expression> before = compiled(new SplittableRandom(SEED), 2);
        List<Expression> after = compiled(new SplittableRandom(SEED + 1), 1);
        int partly = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_033 + round);
            byte[] text = text(random);
            byte[] around = new byte[text.length + 2];
            System.arraycopy(text, 0, around, 1, text.length);
            Payload view = new Payload(around, 1, text.length);
            said(before.get(random.nextInt(before.size())), view);
            Payload shared = view.detached();
            for (int stage = 0; stage < 2; stage++) {
                Expression expression = after.get(random.nextInt(after.size()));
                String said = said(expression, shared);

                assertThat(said)
                        .as("seed %s, round %s, stage %s: %s", SEED, round, stage, expression.text())
                        .isEqualTo(said(expression, readWhole(text)));
                partly += said.startsWith("=") ? 1 : 0;
            }
        }
        assertThat(partly).as("expressions with a value").isBetween(ROUNDS / 10, ROUNDS * 19 / 10);
    }

    @Test
    void readsTheSameMembersOfAPayloadOnce() {
        Payload payload = payload("{\"a\":{\"b\":1,\"c\":2},\"d\":3}");
        Object first = payload.value(paths("payload.a.b > 1 && payload.d == 3"));

        assertThat(payload.detached().value(paths("payload['a'].b == 1"))).isSameAs(first);
        assertThat(payload.value(paths("payload.a.c == 2"))).isNotSameAs(first);
        assertThat(payload.value(paths("size(payload.a) == 2"))).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":{\"c\":1,\"c\":2}}",
                "{\"a\":1,\"b\":1e400}",
                "{\"a\":1,\"b\":01}",
                "{\"a\":1,\"b\":\"\\q\"}",
                "{\"a\":1} ]",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}"
            })
    void refusesFaultsInWhatIsNotRead(String text) {
        assertThat(said(Expression.compile(Scope.RECORD, "payload.a == 1", "/filter"), payload(text)))
                .startsWith("PAYLOAD_INVALID");
    }

    @Test
    void refusesWhatIsNotUtf8InWhatIsNotRead() {
        byte[] text = "{\"a\":1,\"b\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(JsonSkim.read(text, 0, text.length, paths("payload.a"))).isNull();
    }

    @Test
    void refusesDepthBeyondTheLimitInWhatIsNotRead() {
        for (int depth : new int[] {ExpressionLimits.PAYLOAD_DEPTH - 1, ExpressionLimits.PAYLOAD_DEPTH}) {
            String text = "{\"a\":1,\"b\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

            assertThat(said(Expression.compile(Scope.RECORD, "payload.a == 1", "/filter"), payload(text)))
                    .startsWith(depth < ExpressionLimits.PAYLOAD_DEPTH ? "=true" : "PAYLOAD_INVALID");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payload.a.b > 1|{a={b=1}}",
                "payload['a'].b > 1 && payload.a.c.d == 2|{a={b=1, c={d=2, e=3}}}",
                "has(payload.a.b) && payload.z == 1|{a={b=1}, z=26}",
                "payload.a.c.d == 2 && size(payload.a) > 1|{a={b=1, c={d=2, e=3}}}",
                "payload.list[0] == 1|{list=[1, {x=2}]}",
                "payload.a.c['no'] == 2|{a={c={}}}"
            })
    void keepsOnlyWhatIsRead(String condition, String kept) {
        byte[] text = "{\"a\":{\"b\":1,\"c\":{\"d\":2,\"e\":3}},\"list\":[1,{\"x\":2}],\"other\":{\"b\":5},\"z\":26}"
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> read = JsonSkim.read(text, 0, text.length, paths(condition));

        assertThat(read).isNotNull();
        if (condition.contains("c.d == 2 && payload") || condition.startsWith("payload['a']")) {
            assertThat(read.toString()).isEqualTo("{a={b=1, c={d=2}}}");
        } else {
            assertThat(read.toString()).isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload == 1",
                "size(payload) > 0",
                "payload.a == 1 && payload.exists(m, m == 'a')",
                "key == null"
            })
    void readsTheWholeWhereAnExpressionDoes(String condition) throws Exception {
        assertThat(ReadPaths.of(Scope.RECORD.cel().compile(condition).getAst(), "payload"))
                .isEmpty();
    }

    private static ReadPaths paths(String expression) {
        try {
            return ReadPaths.of(Scope.RECORD.cel().compile(expression).getAst(), "payload")
                    .orElseThrow();
        } catch (dev.cel.common.CelValidationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Payload payload(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A payload that has been read whole, if it can be. */
    private static Payload readWhole(byte[] text) {
        Payload payload = new Payload(text);
        try {
            payload.value();
        } catch (ByteorException refused) {
            return payload; // Refused again when it is read.
        }
        return payload;
    }

    private static String said(Expression expression, Payload payload) {
        try {
            return "="
                    + new String(
                            expression.json(new RecordVariables(payload, null, 7, Instant.EPOCH, Map::of)),
                            StandardCharsets.UTF_8);
        } catch (ByteorException e) {
            return e.code() + ": " + e.detail();
        }
    }

    /** Mostly objects, mostly valid; sometimes with a piece of odd text, a cut or a changed byte. */
    private static byte[] text(SplittableRandom random) {
        String text = random.nextInt(20) == 0 ? value(random, 2) : object(random, 4);
        byte[] bytes = (blank(random) + text + blank(random)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String value(SplittableRandom random, int depth) {
        if (random.nextInt(60) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        return switch (depth == 0 ? 2 : random.nextInt(4)) {
            case 0 -> object(random, depth);
            case 1 -> array(random, depth);
            default -> SCALARS.get(random.nextInt(SCALARS.size()));
        };
    }

    private static String object(SplittableRandom random, int depth) {
        List<String> members = new ArrayList<>();
        List<String> names = new ArrayList<>(NAMES);
        for (int i = random.nextInt(6); i > 0; i--) {
            int name = random.nextInt(names.size());
            String taken = random.nextInt(40) == 0 ? names.get(name) : names.remove(name);
            members.add(blank(random) + "\"" + taken + "\"" + blank(random) + ":" + blank(random)
                    + value(random, depth - 1) + blank(random));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String array(SplittableRandom random, int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(blank(random) + value(random, depth - 1));
        }
        return "[" + String.join(",", elements) + blank(random) + "]";
    }

    private static String blank(SplittableRandom random) {
        return random.nextInt(3) == 0 ? " \t\r\n".substring(0, random.nextInt(5)) : "";
    }

    /** To draw from: to compile an expression takes many times what it takes to ask it of a payload. */
    private static List<Expression> compiled(SplittableRandom random, int depth) {
        List<Expression> compiled = Stream.generate(
                        () -> Expression.compile(Scope.RECORD, expression(random, depth), "/filter"))
                .limit(Math.max(800, ROUNDS / 5))
                .toList();
        for (String kind : KINDS) {
            assertThat(compiled).anyMatch(expression -> expression.text().contains(kind));
        }
        return compiled;
    }

    private static String expression(SplittableRandom random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            String operator = List.of("&&", "||").get(random.nextInt(2));
            return "(" + expression(random, depth - 1) + " " + operator + " " + expression(random, depth - 1) + ")";
        }
        String path = path(random);
        return switch (random.nextInt(9)) {
            case 0 -> path + " >= 4.5";
            case 1 -> path + " == 'text'";
            case 2 -> "has(" + path + ".a)";
            case 3 -> path + " == null";
            case 4 -> "size(" + path + ") > 1";
            case 5 -> path + " < 10";
            case 6 -> path + " != " + path(random);
            case 7 -> "[1, 2].exists(x, " + path + " == x)";
            default -> path;
        };
    }

    private static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder("payload");
        for (int i = random.nextInt(12) == 0 ? 0 : random.nextInt(1, 4); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 ->
                    path.append("['")
                            .append(NAMES.get(random.nextInt(NAMES.size())))
                            .append("']");
                case 1 -> path.append("['abcdefgh']");
                default -> path.append(".").append(NAMES.get(random.nextInt(6)));
            }
        }
        return random.nextInt(10) == 0 ? path + "[0]" : path.toString();
    }
}
