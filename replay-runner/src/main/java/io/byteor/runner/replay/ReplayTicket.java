package io.byteor.runner.replay;

import io.byteor.runner.control.Wish;
import io.byteor.runner.control.Wishes;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import java.time.Instant;

/**
 * What it takes to take a replay over; all else stands in its checkpoint.
 *
 * @param agentId of the agent that captured the bundle
 * @param partition of the decided and of the checkpoint topic
 * @param executes executes of one root bundle run one at a time
 */
public record ReplayTicket(
        String replayId, String rootBundleId, String agentId, boolean executes, int partition, Instant acceptedAt) {
    /** What is wanted of the replay now. */
    public Wish wish(Wishes wishes) {
        return wishes.of(replayId, agentId);
    }

    public static ReplayTicket of(ReplayAccepted accepted, int partition) {
        return new ReplayTicket(
                accepted.getReplayId(),
                accepted.getBundle().getRootBundleId(),
                accepted.getBundle().getAgentId(),
                accepted.getRequest().getMode() == Mode.EXECUTE,
                partition,
                accepted.getAcceptedAt());
    }
}
