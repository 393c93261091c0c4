package io.byteor.e2e.model;

import io.byteor.e2e.replay.Sample;
import io.byteor.schemas.event.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records are walked.
 *
 * @param lanes in any order; none for all
 */
record Choice(
        List<String> lanes,
        @Nullable Long fromSequence,
        @Nullable Long toSequence,
        @Nullable Long fromMicros,
        @Nullable Long toMicros,
        @Nullable Term predicate,
        @Nullable Double sample,
        @Nullable Long limit) {
    static final Choice ALL = new Choice(List.of(), null, null, null, null, null, null, null);

    boolean bounds(Sample record) {
        return reads(record.lane())
                && (fromSequence == null || record.sequence() >= fromSequence)
                && (toSequence == null || record.sequence() <= toSequence)
                && (fromMicros == null || record.micros() >= fromMicros)
                && (toMicros == null || record.micros() <= toMicros);
    }

    boolean reads(String lane) {
        return lanes.isEmpty() || lanes.contains(lane);
    }

    Selection selection() {
        return Selection.newBuilder()
                .setFromSequence(fromSequence)
                .setToSequence(toSequence)
                .setFromTime(time(fromMicros))
                .setToTime(time(toMicros))
                .setPredicate(predicate == null ? null : predicate.cel())
                .setSample(sample)
                .setLimit(limit)
                .build();
    }

    private static @Nullable Instant time(@Nullable Long micros) {
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
