package io.byteor.schemas.journal;

/**
 * A part of a lane by sequence and by capture time. All bounds are inclusive and hold together; {@link Long#MIN_VALUE} and
 * {@link Long#MAX_VALUE} leave an end open.
 *
 * @param fromMicros microseconds since the epoch, like {@code toMicros}
 */
public record RecordWindow(long fromSequence, long toSequence, long fromMicros, long toMicros) {
    /** Every record. */
    public static final RecordWindow ALL = from(Long.MIN_VALUE);

    /** Every record from this sequence on. */
    public static RecordWindow from(long sequence) {
        return new RecordWindow(sequence, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The same times from a later sequence on; an earlier one changes nothing. */
    public RecordWindow startingAt(long sequence) {
        return new RecordWindow(Math.max(sequence, fromSequence), toSequence, fromMicros, toMicros);
    }

    /** Whether a record lies in it. */
    public boolean contains(long sequence, long capturedAtMicros) {
        return sequence >= fromSequence
                && sequence <= toSequence
                && capturedAtMicros >= fromMicros
                && capturedAtMicros <= toMicros;
    }

    /** Whether a block may hold a record of it. Times need not increase, so least and greatest of the block decide. */
    boolean meets(Block block) {
        return block.lastSequence() >= fromSequence
                && block.firstSequence() <= toSequence
                && block.greatestTime() >= fromMicros
                && block.leastTime() <= toMicros;
    }
}
