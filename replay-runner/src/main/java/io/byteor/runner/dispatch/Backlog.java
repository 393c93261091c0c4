package io.byteor.runner.dispatch;

import io.byteor.runner.replay.ReplayTicket;
import java.util.List;

/** Knows which admitted replays of a partition are not finished. */
@FunctionalInterface
public interface Backlog {
    /**
     * Reads everything that is committed for the partition at the time of the call.
     *
     * @throws io.byteor.runner.replay.ChunkFailedException if it could not be read now
     */
    List<ReplayTicket> unfinished(int partition);
}
