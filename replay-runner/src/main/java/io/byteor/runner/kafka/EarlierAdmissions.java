package io.byteor.runner.kafka;

import io.byteor.schemas.event.ReplayAccepted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which decisions were admitted before. The group's offsets say so as long as they are kept, which is days fewer than
 * decisions are; whoever lost them reads every decision again, and a first checkpoint written over a finished one would forget what
 * was applied. So what stood when a partition became ours is looked up among its checkpoints; what comes later nobody else can
 * have admitted. Belongs to the polling thread.
 */
final class EarlierAdmissions {
    private final CheckpointReader checkpoints;
    private final Map<Integer, Long> ends = new HashMap<>();

    EarlierAdmissions(CheckpointReader checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** @param end of what can be read of the partition at this moment, at which it becomes ours */
    void assigned(int partition, long end) {
        ends.put(partition, end);
    }

    /** The ids among these decisions of one partition that have a checkpoint. Reads the checkpoints only where that can be. */
    Set<String> among(int partition, List<Decision> decisions) {
        long end = ends.getOrDefault(partition, Long.MAX_VALUE);
        Set<String> doubtful = decisions.stream()
                .filter(decision -> decision.offset() < end)
                .map(decision -> decision.accepted().getReplayId())
                .collect(Collectors.toSet());
        return doubtful.isEmpty() ? Set.of() : checkpoints.known(partition, doubtful);
    }

    /** An accepted replay and where its decision stands. */
    record Decision(long offset, ReplayAccepted accepted) {}
}
