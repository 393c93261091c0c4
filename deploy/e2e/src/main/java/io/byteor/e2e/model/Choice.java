package io.byteor.e2e.model;

import io.byteor.e2e.replay.Sample;
import io.byteor.schemas.event.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Which records are walked. */
record Choice(
        @Nullable Long fromSequence,
        @Nullable Long toSequence,
        @Nullable Long fromMicros,
        @Nullable Long toMicros,
        @Nullable Term predicate,
        @Nullable Double sample,
        @Nullable Long limit) {
    static final Choice ALL = new Choice(null, null, null, null, null, null, null);

    boolean bounds(Sample record) {
        return (fromSequence == null || record.sequence() >= fromSequence)
                && (toSequence == null || record.sequence() <= toSequence)
                && (fromMicros == null || record.micros() >= fromMicros)
                && (toMicros == null || record.micros() <= toMicros);
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
