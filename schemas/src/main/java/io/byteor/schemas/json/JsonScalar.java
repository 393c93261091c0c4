package io.byteor.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values as the documents write them; null for whatever is not one. */
final class JsonScalar {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private JsonScalar() {}

    /** Without U+0000 and halves of surrogate pairs, which no store of ours can hold. */
    static @Nullable String text(JsonNode node) {
        return node.isTextual() && node.textValue().codePoints().noneMatch(JsonScalar::isUnheld)
                ? node.textValue()
                : null;
    }

    private static boolean isUnheld(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static @Nullable String name(JsonNode node) {
        return node.isTextual() && isName(node.textValue()) ? node.textValue() : null;
    }

    static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? (Boolean) node.booleanValue() : null;
    }

    static @Nullable Long whole(JsonNode node, long least, long greatest) {
        boolean within = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= greatest;
        return within ? (Long) node.longValue() : null;
    }

    /** In (0, 1]. */
    static @Nullable Double fraction(JsonNode node) {
        Double share = share(node);
        return share == null || share == 0 ? null : share;
    }

    /** In [0, 1]. */
    static @Nullable Double share(JsonNode node) {
        return number(node, 0, 1);
    }

    static @Nullable Double number(JsonNode node, double least, double greatest) {
        boolean within = node.isNumber() && node.doubleValue() >= least && node.doubleValue() <= greatest;
        return within ? (Double) node.doubleValue() : null;
    }

    /** From a millisecond to a hundred years, so that any time can be moved by it. */
    static @Nullable Duration duration(JsonNode node) {
        String text = text(node);
        try {
            Duration read = text == null ? Duration.ZERO : Duration.parse(text);
            return read.toMillis() > 0 && read.compareTo(LONGEST) <= 0 ? read : null;
        } catch (DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }

    /** In whole microseconds, and within what 64 bits of them can say. */
    static @Nullable Instant instant(JsonNode node) {
        String text = text(node);
        if (text == null) {
            return null;
        }
        try {
            Instant read = Instant.parse(text);
            boolean carried = read.equals(read.truncatedTo(ChronoUnit.MICROS))
                    && Math.abs(read.getEpochSecond()) < Long.MAX_VALUE / 1_000_000;
            return carried ? read : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
