package io.byteor.runner.divergence;

import io.byteor.runner.plan.RecordSelection;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.Direction;
import java.util.List;

/**
 * The lanes on both sides of a comparison; a lane's rank is its place here. Immutable.
 *
 * @param inputs in the order in which the plan reads them
 * @param outputs the captured output lanes
 */
record ComparedLanes(List<String> inputs, List<String> outputs, RecordSelection selection) {
    ComparedLanes {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static ComparedLanes of(ReplayPlan plan) {
        return new ComparedLanes(
                plan.lanes().stream().map(CapturedLane::getName).toList(),
                plan.accepted().getBundle().getLanes().stream()
                        .filter(lane -> lane.getDirection() == Direction.OUTPUT)
                        .map(CapturedLane::getName)
                        .toList(),
                plan.selection());
    }

    /** What can be told of an origin without the record; what is not selected is never asked for. */
    boolean mayBeSelected(String lane, long sequence) {
        return inputs.contains(lane)
                && sequence >= selection.window().fromSequence()
                && sequence <= selection.window().toSequence();
    }

    int inputRank(String lane) {
        return inputs.indexOf(lane);
    }
}
