package io.byteor.runner.scan;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.RecordSelection;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.RecordWalk;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.journal.RecordWindow;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lanes of a plan from where the progress stands and walks what the selection takes. Of a lane only the blocks are read
 * that may hold a record of the selection's window, and their tables; a record that is read counts as scanned. Belongs to one
 * thread.
 *
 * @param <E> why it may have to stop
 */
public final class LaneScan<E> {
    /** What happens between two records: commits, pauses, stops. Says why the scan must stop here; null where it goes on. */
    public interface Between<E> {
        /** Before a segment is opened, which can take as long as it takes to read all of it, when all before it is done with. */
        void opening();

        /** Before a record that may be selected, when all before it are done with. */
        @Nullable
        E before(String lane, long capturedAtMicros);

        /** After each record. */
        @Nullable
        E records();
    }

    private final ReplayPlan plan;
    private final RecordSelection selection;
    private final ReplayBundle bundle;
    private final ScanProgress progress;
    private final RecordWalk walk;
    private final LongConsumer scanned;
    private final Between<E> between;
    private final long most;

    /** @param scanned hears how many records were read, on this thread */
    public LaneScan(
            ReplayPlan plan,
            ReplayBundle bundle,
            ScanProgress progress,
            RecordWalk walk,
            LongConsumer scanned,
            Between<E> between) {
        this.plan = plan;
        this.selection = plan.selection();
        this.bundle = bundle;
        this.progress = progress;
        this.walk = walk;
        this.scanned = scanned;
        this.between = between;
        this.most = plan.accepted().getEnvironment().getMaxRecords();
    }

    /**
     * Reads on to the end.
     *
     * @throws IOException where the store cannot be read now
     */
    public ScanEnd<E> run() throws IOException {
        for (CapturedLane captured : plan.lanes()) {
            LaneProgress lane = progress.lane(captured.getName());
            ScanEnd<E> early = read(lane, new LaneSegments(lane.lane(), bundle.segments(lane.lane())));
            if (early != null) {
                return early;
            }
        }
        return new ScanEnd.Through<>();
    }

    private @Nullable ScanEnd<E> read(LaneProgress lane, LaneSegments segments) throws IOException {
        while (!lane.done()) {
            RecordWindow window = selection.window().startingAt(lane.nextSequence());
            if (lane.segment() >= segments.count()
                    || segments.beginsBehind(lane.segment(), window.toSequence())
                    || selectedEnough()) {
                lane.finish();
            } else if (segments.endsBefore(lane.segment(), window.fromSequence())) {
                lane.leaveSegment();
            } else {
                between.opening();
                ScanEnd<E> early = read(lane, segments, window);
                if (early != null) {
                    return early;
                }
                lane.leaveSegment();
            }
        }
        return null;
    }

    private @Nullable ScanEnd<E> read(LaneProgress lane, LaneSegments segments, RecordWindow window)
            throws IOException {
        try (SegmentReader reader = bundle.open(segments.path(lane.segment()))) {
            segments.requirePlace(lane.segment(), reader.summary());
            reader.within(window);
            while (!selectedEnough() && reader.next() && reader.sequence() <= window.toSequence()) {
                ScanEnd<E> early = consider(lane, reader);
                if (early != null) {
                    return early;
                }
            }
            return null;
        } catch (ByteorException damage) {
            return new ScanEnd.Damaged<>(lane.lane(), damage);
        }
    }

    private boolean selectedEnough() {
        return progress.selected() >= selection.limit();
    }

    private @Nullable ScanEnd<E> consider(LaneProgress lane, SegmentReader reader) {
        boolean wanted = selection.mayInclude(reader.sequence(), reader.capturedAtMicros());
        E why = wanted ? between.before(lane.lane(), reader.capturedAtMicros()) : null;
        if (why != null) {
            return new ScanEnd.Stopped<>(why);
        }
        lane.scan(reader.sequence());
        scanned.accept(1);
        RecordVariables record = wanted ? selected(lane, reader) : null;
        if (record != null) {
            if (progress.selected() >= most) {
                return new ScanEnd.TooMany<>(most);
            }
            lane.select(reader);
            walk.walk(lane.lane(), record);
        }
        why = between.records();
        return why == null ? null : new ScanEnd.Stopped<>(why);
    }

    /** The record to walk; null where it is not selected. It is judged where it lies, before its payload is copied. */
    private @Nullable RecordVariables selected(LaneProgress lane, SegmentReader reader) {
        if (!selection.hasPredicate()) {
            return variables(reader, new Payload(reader.payload()));
        }
        Payload view = new Payload(reader.buffer(), reader.payloadOffset(), reader.payloadLength());
        RecordVariables record = variables(reader, view);
        try {
            return selection.includes(record) ? record.with(view.detached()) : null;
        } catch (ByteorException failure) {
            walk.selectionFailed(lane.lane(), record, failure);
            return null;
        }
    }

    private static RecordVariables variables(SegmentReader reader, Payload payload) {
        return new RecordVariables(
                payload,
                reader.key(),
                reader.sequence(),
                Instant.EPOCH.plus(reader.capturedAtMicros(), ChronoUnit.MICROS),
                reader::headers);
    }
}
