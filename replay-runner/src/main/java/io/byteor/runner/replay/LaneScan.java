package io.byteor.runner.replay;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.RecordSelection;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.RecordWalk;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lanes of a plan from where the progress stands and walks what the selection takes. Belongs to one thread. */
final class LaneScan {
    /** What happens between two records: commits, pauses, stops. */
    @FunctionalInterface
    interface Between {
        /** Says how the replay ends, if it must end here. */
        @Nullable
        Ending records();
    }

    private final ReplayPlan plan;
    private final RecordSelection selection;
    private final ReplayBundle bundle;
    private final ReplayProgress progress;
    private final RecordWalk walker;
    private final RunListener listener;
    private final Between between;

    LaneScan(
            ReplayPlan plan,
            ReplayBundle bundle,
            ReplayProgress progress,
            RecordWalk walker,
            RunListener listener,
            Between between) {
        this.plan = plan;
        this.selection = plan.selection();
        this.bundle = bundle;
        this.progress = progress;
        this.walker = walker;
        this.listener = listener;
        this.between = between;
    }

    /** Reads on to the end; null where all was read. */
    @Nullable
    Ending run() throws IOException {
        for (CapturedLane lane : plan.lanes()) {
            Ending ending = read(progress.lane(lane.getName()));
            if (ending != null) {
                return ending;
            }
        }
        return null;
    }

    private @Nullable Ending read(LaneProgress lane) throws IOException {
        try {
            List<String> segments = bundle.segments(lane.lane());
            while (!lane.done() && lane.segment() < segments.size()) {
                try (SegmentReader reader = bundle.open(segments.get(lane.segment()))) {
                    Ending ending = read(lane, reader);
                    if (ending != null) {
                        return ending;
                    }
                }
                lane.leaveSegment();
            }
            lane.finish();
            return null;
        } catch (ByteorException damage) {
            return Ending.of(damage, lane.lane());
        }
    }

    private @Nullable Ending read(LaneProgress lane, SegmentReader reader) throws IOException {
        reader.seekTo(Math.max(lane.nextSequence(), selection.fromSequence()));
        while (!lane.done() && reader.next()) {
            long sequence = reader.sequence();
            if (selection.isPast(sequence) || progress.selected() >= selection.limit()) {
                lane.finish();
                return null;
            }
            lane.scan(sequence);
            listener.scanned(1);
            Ending ending = null;
            if (selection.mayInclude(sequence, reader.capturedAtMicros())) {
                ending = consider(lane, reader);
            }
            if (ending == null) {
                ending = between.records();
            }
            if (ending != null) {
                return ending;
            }
        }
        return null;
    }

    private @Nullable Ending consider(LaneProgress lane, SegmentReader reader) {
        RecordVariables record = new RecordVariables(
                new Payload(reader.payload()),
                reader.key(),
                reader.sequence(),
                Instant.EPOCH.plus(reader.capturedAtMicros(), ChronoUnit.MICROS),
                reader::headers);
        try {
            if (!selection.includes(record)) {
                return null;
            }
        } catch (ByteorException failure) {
            walker.selectionFailed(lane.lane(), record, failure);
            return null;
        }
        long most = plan.accepted().getEnvironment().getMaxRecords();
        if (progress.selected() >= most) {
            return Ending.of(ReplayOutcome.HALTED, "LIMIT_EXCEEDED: more than " + most + " records are selected");
        }
        lane.select(reader);
        walker.walk(lane.lane(), record);
        return null;
    }
}
