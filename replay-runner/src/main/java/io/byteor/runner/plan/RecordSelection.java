package io.byteor.runner.plan;

import io.byteor.schemas.event.Selection;
import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.Scope;
import io.byteor.schemas.expression.Variables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a lane are walked. Bounds are inclusive and hold together. The cheap conditions come first, so that a record
 * outside of them is never copied, let alone parsed. Immutable and thread-safe.
 */
public final class RecordSelection {
    private final long fromSequence;
    private final long toSequence;
    private final long fromMicros;
    private final long toMicros;
    private final @Nullable Sampling sampling;
    private final @Nullable Expression predicate;
    private final long limit;

    private RecordSelection(Selection selection) {
        this.fromSequence = orElse(selection.getFromSequence(), Long.MIN_VALUE);
        this.toSequence = orElse(selection.getToSequence(), Long.MAX_VALUE);
        this.fromMicros = micros(selection.getFromTime(), Long.MIN_VALUE);
        this.toMicros = micros(selection.getToTime(), Long.MAX_VALUE);
        this.sampling = selection.getSample() == null ? null : new Sampling(selection.getSample());
        this.predicate = selection.getPredicate() == null
                ? null
                : Expression.compileCondition(Scope.RECORD, selection.getPredicate(), "/selection/predicate");
        this.limit = orElse(selection.getLimit(), Long.MAX_VALUE);
    }

    /**
     * The selection that the event describes.
     *
     * @throws io.byteor.schemas.error.ByteorException EXPRESSION_INVALID for the predicate
     */
    public static RecordSelection of(Selection selection) {
        return new RecordSelection(selection);
    }

    /** The first sequence that can be selected. */
    public long fromSequence() {
        return fromSequence;
    }

    /** Whether no record from this sequence on can be selected. */
    public boolean isPast(long sequence) {
        return sequence > toSequence;
    }

    /** What can be told without the payload. */
    public boolean mayInclude(long sequence, long capturedAtMicros) {
        return sequence >= fromSequence
                && sequence <= toSequence
                && capturedAtMicros >= fromMicros
                && capturedAtMicros <= toMicros
                && (sampling == null || sampling.includes(sequence));
    }

    /**
     * The predicate's say about a record that {@link #mayInclude}.
     *
     * @throws io.byteor.schemas.error.ByteorException EXPRESSION_FAILED or PAYLOAD_INVALID
     */
    public boolean includes(Variables record) {
        return predicate == null || predicate.test(record);
    }

    /** How many records are selected at most, over all lanes together. */
    public long limit() {
        return limit;
    }

    private static long orElse(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }

    private static long micros(@Nullable Instant time, long otherwise) {
        return time == null ? otherwise : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
