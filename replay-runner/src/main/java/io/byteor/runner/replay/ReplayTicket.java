package io.byteor.runner.replay;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import java.time.Instant;

/**
 * What it takes to take a replay over; all else stands in its checkpoint.
 *
 * @param partition of the decided and of the checkpoint topic
 * @param executes executes of one root bundle run one at a time
 */
public record ReplayTicket(String replayId, String rootBundleId, boolean executes, int partition, Instant acceptedAt) {
    public static ReplayTicket of(ReplayAccepted accepted, int partition) {
        return new ReplayTicket(
                accepted.getReplayId(),
                accepted.getBundle().getRootBundleId(),
                accepted.getRequest().getMode() == Mode.EXECUTE,
                partition,
                accepted.getAcceptedAt());
    }
}
