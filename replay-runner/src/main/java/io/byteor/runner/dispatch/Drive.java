package io.byteor.runner.dispatch;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ReplayTicket;

/** Drives a replay until it comes to rest. */
@FunctionalInterface
public interface Drive {
    /** @throws io.byteor.runner.replay.ClaimLostException if somebody else took it over */
    Rest run(ReplayTicket ticket, StopSignal stop);
}
