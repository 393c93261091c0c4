package io.byteor.runner.divergence;

import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.TargetEffect;
import io.byteor.runner.walk.WalkAction;
import io.byteor.runner.walk.WalkSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of one pipeline for one record at a time, held against the captured ones. Takes the actions of a walk, then the
 * captured outputs of the record, then {@link #settle}. Holds digests alone, at most one for each step that a record may cause.
 * Not thread-safe.
 */
final class Comparison implements WalkSink {
    private final ComparedLanes lanes;
    private final DivergenceTally tally;
    private final WalkSink next;
    private final OutputDigest digest = new OutputDigest();
    private final List<List<byte[]>> produced = new ArrayList<>();
    private final long[] captured;

    /** @param next takes all that this one takes */
    Comparison(ComparedLanes lanes, DivergenceTally tally, WalkSink next) {
        this.lanes = lanes;
        this.tally = tally;
        this.next = next;
        this.captured = new long[lanes.outputs().size()];
        lanes.outputs().forEach(_ -> produced.add(new ArrayList<>()));
    }

    @Override
    public Ruling effect(TargetEffect effect) {
        return next.effect(effect);
    }

    @Override
    public void action(WalkAction action) {
        String toLane = action.toLane();
        int lane = toLane == null ? -1 : lanes.outputs().indexOf(toLane);
        if (lane >= 0) {
            produced.get(lane).add(digest.of(action.key(), action.payload()));
        }
        next.action(action);
    }

    void captured(CapturedOutput output) {
        long ordinal = captured[output.lane()]++;
        List<byte[]> outputs = produced.get(output.lane());
        String lane = lanes.outputs().get(output.lane());
        String originLane = lanes.inputs().get(output.originLane());
        if (ordinal >= outputs.size()) {
            tally.missing(lane, originLane, output.originSequence(), ordinal, output.sequence());
        } else if (Arrays.equals(outputs.get((int) ordinal), output.digest())) {
            tally.same();
        } else {
            tally.changed(lane, originLane, output.originSequence(), ordinal, output.sequence());
        }
    }

    /** What was produced and not captured is new; then for the next record. */
    void settle(String originLane, long originSequence) {
        for (int lane = 0; lane < captured.length; lane++) {
            List<byte[]> outputs = produced.get(lane);
            for (long ordinal = captured[lane]; ordinal < outputs.size(); ordinal++) {
                tally.added(lanes.outputs().get(lane), originLane, originSequence, ordinal);
            }
            outputs.clear();
            captured[lane] = 0;
        }
    }
}
