package io.byteor.e2e.model;

import io.byteor.e2e.replay.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws expressions: conditions, maps and keys, some of which fail on some records. */
final class Terms {
    private static final int DEEPEST = 2;

    private final RandomGenerator random;

    Terms(RandomGenerator random) {
        this.random = random;
    }

    Term condition() {
        return condition(0);
    }

    private Term condition(int depth) {
        int bound = random.nextInt(12);
        String letter = String.valueOf((char) ('a' + random.nextInt(4)));
        return switch (random.nextInt(depth < DEEPEST ? 12 : 9)) {
            case 0 -> new Term("payload.n >= " + bound, record -> number(member(record, "n")) >= bound);
            case 1 ->
                new Term("sequence %% 4 != %d".formatted(bound % 4), record -> record.sequence() % 4 != bound % 4);
            case 2 ->
                new Term("has(payload.s) && payload.s.startsWith('%s')".formatted(letter), record -> {
                    Object s = optional(record, "s");
                    return s != null && text(s).startsWith(letter);
                });
            case 3 ->
                new Term("'h' in headers && headers['h'] == b'%s'".formatted(letter), record -> {
                    byte[] header = record.headers().get("h");
                    return header != null && Arrays.equals(header, Json.utf8(letter));
                });
            case 4 ->
                new Term("key != b'%s'".formatted(letter), record -> !Arrays.equals(record.key(), Json.utf8(letter)));
            case 5 ->
                new Term(
                        "payload.list.exists(x, x > %d)".formatted(bound),
                        record -> list(record).stream().anyMatch(x -> number(x) > bound));
            case 6 -> new Term("size(payload.list) > 1", record -> list(record).size() > 1);
            case 7 ->
                new Term(
                        "type(payload) == bytes || payload.n > %d".formatted(bound),
                        record -> value(record) instanceof byte[] || number(member(record, "n")) > bound);
            case 8 ->
                new Term("10 / payload.n > 2", record -> {
                    if (member(record, "n") instanceof Long n && n != 0) {
                        return 10 / n > 2;
                    }
                    throw new Fails();
                });
            case 9 -> not(condition(depth + 1));
            case 10 -> both(condition(depth + 1), condition(depth + 1), true);
            default -> both(condition(depth + 1), condition(depth + 1), false);
        };
    }

    private static Term not(Term term) {
        return new Term(
                "!(" + term.cel() + ")", record -> !(Boolean) term.meaning().of(record));
    }

    /** In CEL an operand that settles the result makes up for another that fails, whichever stands first. */
    private static Term both(Term one, Term other, boolean and) {
        String operator = and ? " && " : " || ";
        return new Term("(" + one.cel() + ")" + operator + "(" + other.cel() + ")", record -> {
            Boolean first = tried(one, record);
            Boolean second = tried(other, record);
            Boolean settling = !and;
            if (settling.equals(first) || settling.equals(second)) {
                return settling;
            }
            if (first == null || second == null) {
                throw new Fails();
            }
            return and;
        });
    }

    private static @Nullable Boolean tried(Term term, Sample record) {
        try {
            return (Boolean) term.meaning().of(record);
        } catch (Fails _) {
            return null;
        }
    }

    Term map() {
        return switch (random.nextInt(6)) {
            case 0 -> new Term("payload", Terms::value);
            case 1 ->
                new Term(
                        "{'n': payload.n, 'from': sequence}",
                        record -> object("n", member(record, "n"), "from", record.sequence()));
            case 2 ->
                new Term(
                        "{'s': has(payload.s) ? payload.s : 'none', 'n': sequence, 'list': [sequence, 2.5]}",
                        record -> {
                            Object s = optional(record, "s");
                            return object(
                                    "s",
                                    s == null ? "none" : s,
                                    "n",
                                    record.sequence(),
                                    "list",
                                    List.of(record.sequence(), 2.5));
                        });
            case 3 ->
                new Term("{'n': payload.n * 2, 'list': payload.list}", record -> {
                    if (member(record, "n") instanceof Long n) {
                        return object("n", n * 2, "list", member(record, "list"));
                    }
                    throw new Fails();
                });
            case 4 ->
                new Term(
                        "[payload.n, size(payload.list)]",
                        record ->
                                List.of(member(record, "n"), (long) list(record).size()));
            default -> new Term("string(sequence)", record -> Long.toString(record.sequence()));
        };
    }

    Term key() {
        return switch (random.nextInt(4)) {
            case 0 -> new Term("payload.s", record -> member(record, "s"));
            case 1 -> new Term("payload.n", record -> member(record, "n"));
            case 2 -> new Term("string(sequence % 3)", record -> Long.toString(record.sequence() % 3));
            default -> new Term("key", record -> Objects.requireNonNullElse(record.key(), Json.NULL));
        };
    }

    private static @Nullable Object optional(Sample record, String name) {
        if (value(record) instanceof Map<?, ?> object) {
            return object.get(name);
        }
        throw new Fails();
    }

    private static Object value(Sample record) {
        return Json.read(record.payload());
    }

    private static Object member(Sample record, String name) {
        if (value(record) instanceof Map<?, ?> object && object.containsKey(name)) {
            return Objects.requireNonNull(object.get(name));
        }
        throw new Fails();
    }

    private static List<?> list(Sample record) {
        if (member(record, "list") instanceof List<?> list) {
            return list;
        }
        throw new Fails();
    }

    private static double number(Object value) {
        if (value instanceof Long || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        throw new Fails();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new Fails();
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
