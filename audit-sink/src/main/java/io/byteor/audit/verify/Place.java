package io.byteor.audit.verify;

import io.byteor.audit.intake.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something of the store that is verified on its own: all checkpoints, one log, or one subject.
 *
 * @param kind checkpoints, log, or a kind of subject
 * @param id empty for the checkpoints; topic, hyphen, partition for a log
 */
public record Place(String kind, String id) {
    static final String LOG = "log";
    /** All checkpoints, which are verified first. */
    public static final Place CHECKPOINTS = new Place("checkpoints", "");

    /** The kinds in the order in which they are verified. */
    public static final List<String> KINDS = Stream.concat(
                    Stream.of(CHECKPOINTS.kind(), LOG),
                    Arrays.stream(Subject.Kind.values()).map(Subject.Kind::text))
            .toList();

    static Place of(Subject subject) {
        return new Place(subject.kind().text(), subject.id());
    }

    static Place log(String topic, int partition) {
        return new Place(LOG, topic + "-" + partition);
    }

    /** The place that {@link #text()} wrote; empty where the text is of none. */
    public static Optional<Place> parse(String text) {
        int end = text.indexOf(':');
        return end >= 0 && KINDS.contains(text.substring(0, end))
                ? Optional.of(new Place(text.substring(0, end), text.substring(end + 1)))
                : Optional.empty();
    }

    /** Kind, colon, id. */
    public String text() {
        return kind + ":" + id;
    }
}
