package io.byteor.runner.plan;

import io.byteor.schemas.event.Selection;
import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.Scope;
import io.byteor.schemas.expression.Variables;
import io.byteor.schemas.journal.RecordWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a lane are walked. Bounds are inclusive and hold together. The cheap conditions come first, so that a record
 * outside of them is never copied, let alone parsed. Immutable and thread-safe.
 */
public final class RecordSelection {
    private final RecordWindow window;
    private final @Nullable Sampling sampling;
    private final @Nullable Expression predicate;
    private final long limit;

    private RecordSelection(Selection selection) {
        this.window = new RecordWindow(
                orElse(selection.getFromSequence(), Long.MIN_VALUE),
                orElse(selection.getToSequence(), Long.MAX_VALUE),
                micros(selection.getFromTime(), Long.MIN_VALUE),
                micros(selection.getToTime(), Long.MAX_VALUE));
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

    /** Outside of it no record is selected. */
    public RecordWindow window() {
        return window;
    }

    /** What can be told without the payload. */
    public boolean mayInclude(long sequence, long capturedAtMicros) {
        return window.contains(sequence, capturedAtMicros) && (sampling == null || sampling.includes(sequence));
    }

    /** Whether the predicate has a say at all. */
    public boolean hasPredicate() {
        return predicate != null;
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
