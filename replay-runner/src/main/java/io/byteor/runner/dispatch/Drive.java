package io.byteor.runner.dispatch;

import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.StopSignal;

/** Drives a replay to its end, or until a stop. */
@FunctionalInterface
public interface Drive {
    /** @throws io.byteor.runner.replay.ClaimLostException if somebody else took it over */
    void run(ReplayTicket ticket, StopSignal stop);
}
