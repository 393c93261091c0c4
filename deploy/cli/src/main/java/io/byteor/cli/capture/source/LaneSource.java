package io.byteor.cli.capture.source;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the records of a lane come from. */
public sealed interface LaneSource {

    /** A file of lines, one record each: for an input lane its payload, for an output lane an {@link OutputLine}. */
    record Lines(Path file) implements LaneSource {}

    /** A file of payloads, each behind its length in four bytes, big-endian. */
    record Frames(Path file) implements LaneSource {}

    /** A journal segment, or a folder of them, in the order of their names. */
    record Segments(Path path) implements LaneSource {}

    /**
     * A range of a topic.
     *
     * @param topic its name
     * @param partition the only one; null for all
     * @param from the first that belongs to it
     * @param to the first that no longer does
     */
    record Topic(String topic, @Nullable Integer partition, Bound from, Bound to) implements LaneSource {
        private static final Pattern FORM =
                Pattern.compile("([a-zA-Z0-9._-]{1,249})(?:/([0-9]{1,9}))?(?:@(.*?)\\.\\.(.*))?");

        private static Topic parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw malformed("TOPIC[/PARTITION][@FROM..TO] is expected", text);
            }
            String partition = matcher.group(2);
            Bound from = Bound.parse(matcher.group(3));
            Bound to = Bound.parse(matcher.group(4));
            if (from.isBehind(to)) {
                throw malformed("a range does not end before it begins", text);
            }
            return new Topic(matcher.group(1), partition == null ? null : Integer.valueOf(partition), from, to);
        }
    }

    /** One end of a range of a topic. */
    sealed interface Bound {
        /** As far as the topic goes. */
        record Open() implements Bound {}

        /** This offset. */
        record Offset(long offset) implements Bound {}

        /** The first record of this time or a later one, as the broker finds it. */
        record Time(Instant time) implements Bound {}

        /** Whether this is known to come later; of an offset and a time only the topic knows. */
        private boolean isBehind(Bound other) {
            return switch (this) {
                case Open() -> false;
                case Offset(long offset) -> other instanceof Offset(long end) && offset > end;
                case Time(Instant time) -> other instanceof Time(Instant end) && time.isAfter(end);
            };
        }

        private static Bound parse(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Open();
            }
            try {
                boolean offset = text.chars().allMatch(c -> c >= '0' && c <= '9');
                return offset ? new Offset(Long.parseLong(text)) : new Time(Instant.parse(text));
            } catch (DateTimeException | NumberFormatException e) {
                throw malformed("a range is of offsets or of ISO 8601 instants, UTC", text);
            }
        }
    }

    /**
     * Reads {@code FILE}, {@code avro:PATH}, {@code frames:FILE} or {@code kafka:TOPIC[/PARTITION][@FROM..TO]}.
     *
     * @throws ByteorException REQUEST_INVALID
     */
    static LaneSource parse(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "avro" -> new Segments(Path.of(rest));
            case "frames" -> new Frames(Path.of(rest));
            case "kafka" -> Topic.parse(rest);
            default -> new Lines(Path.of(text));
        };
    }

    private static ByteorException malformed(String expected, String text) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, "--lane", text);
    }
}
