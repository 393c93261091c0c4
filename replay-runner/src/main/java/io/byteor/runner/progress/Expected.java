package io.byteor.runner.progress;

import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.Selection;
import java.util.List;
import java.util.Objects;

/** How many journal records a replay reads at most: those of its lanes, as far as its sequences reach. */
final class Expected {
    private Expected() {}

    static long of(ReplayAccepted accepted) {
        List<String> named = accepted.getRequest().getLanes();
        Selection selection = accepted.getRequest().getSelection();
        long from = Objects.requireNonNullElse(selection.getFromSequence(), Long.MIN_VALUE);
        long to = Objects.requireNonNullElse(selection.getToSequence(), Long.MAX_VALUE);
        long expected = 0;
        for (CapturedLane lane : accepted.getBundle().getLanes()) {
            if (lane.getDirection() == Direction.INPUT && (named.isEmpty() || named.contains(lane.getName()))) {
                for (CapturedSegment segment : lane.getSegments()) {
                    expected += within(segment, from, to);
                }
            }
        }
        return expected;
    }

    /** Sequences increase strictly, so a range holds no more records than it has numbers. */
    private static long within(CapturedSegment segment, long from, long to) {
        long first = Math.max(from, segment.getFirstSequence());
        long last = Math.min(to, segment.getLastSequence());
        return last < first ? 0 : Math.min(segment.getRecords(), last - first + 1);
    }
}
