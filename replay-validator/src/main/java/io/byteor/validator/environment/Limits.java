package io.byteor.validator.environment;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.time.Duration;
import java.util.Optional;

/** The most that one replay may take: selected records, records per second, and how long it may run. Omitted is never unlimited. */
public record Limits(long records, long recordsPerSecond, Duration duration) {
    /** What stands where an environment says nothing. */
    public static final Limits USUAL = new Limits(1_000_000, 50_000, Duration.ofHours(1));

    static Limits parse(Optional<JsonFields> fields) {
        return fields.map(Limits::parse).orElse(USUAL);
    }

    private static Limits parse(JsonFields fields) {
        Limits limits = new Limits(
                fields.whole("records", USUAL.records, 1, JsonFields.LARGEST),
                fields.whole("recordsPerSecond", USUAL.recordsPerSecond, 1, JsonFields.LARGEST),
                fields.duration("duration", USUAL.duration));
        fields.end();
        return limits;
    }

    /** In each respect the lower of the two. */
    public Limits stricter(Limits other) {
        return new Limits(
                Math.min(records, other.records),
                Math.min(recordsPerSecond, other.recordsPerSecond),
                duration.compareTo(other.duration) <= 0 ? duration : other.duration);
    }

    JsonForm json() {
        return new JsonForm()
                .put("records", records)
                .put("recordsPerSecond", recordsPerSecond)
                .put("duration", duration.toString());
    }
}
