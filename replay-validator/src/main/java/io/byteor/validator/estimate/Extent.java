package io.byteor.validator.estimate;

import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Selection;

/**
 * How much of one lane a selection takes, by what its announcement says of the segments.
 *
 * @param records before the selection's limit, which holds over all lanes
 * @param bytes of the segments as stored, whole ones: what holds the records at most
 */
public record Extent(Amount records, Amount bytes) {
    private static final Extent NONE = new Extent(Amount.NONE, Amount.NONE);

    /** The extent in a lane. */
    public static Extent of(CapturedLane lane, Selection selection) {
        boolean narrowed = selection.getFromTime() != null
                || selection.getToTime() != null
                || selection.getPredicate() != null
                || (selection.getSample() != null && selection.getSample() < 1);
        return lane.getSegments().stream()
                .map(segment -> of(segment, selection, narrowed))
                .reduce(NONE, Extent::plus);
    }

    private static Extent of(CapturedSegment segment, Selection selection, boolean narrowed) {
        Long from = selection.getFromSequence();
        Long to = selection.getToSequence();
        long first = from == null ? segment.getFirstSequence() : Math.max(from, segment.getFirstSequence());
        long last = to == null ? segment.getLastSequence() : Math.min(to, segment.getLastSequence());
        if (first > last || segment.getRecords() == 0) {
            return NONE;
        }
        boolean whole = first == segment.getFirstSequence() && last == segment.getLastSequence();
        long most = Math.min(segment.getRecords(), length(first, last));
        return new Extent(
                new Amount(most, !narrowed && (whole || dense(segment))),
                new Amount(segment.getBytes(), !narrowed && whole));
    }

    /** Whether no sequence between the first and the last is left out, so that a part of it is known too. */
    private static boolean dense(CapturedSegment segment) {
        return length(segment.getFirstSequence(), segment.getLastSequence()) == segment.getRecords();
    }

    private static long length(long first, long last) {
        return Amount.saturated(last - first, 1);
    }

    private Extent plus(Extent other) {
        return new Extent(records.plus(other.records), bytes.plus(other.bytes));
    }
}
