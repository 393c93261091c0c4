package io.byteor.e2e.simulation;

import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ReplayTicket;

/**
 * A runner that drives one replay.
 *
 * @param depth how many others wait for it to let them go on
 */
record Owner(ReplayTicket ticket, StopSignal stop, int depth) {
    /** After a failure a runner goes on by itself, or another does in its place. */
    void maybeStop(Schedule schedule) {
        if (schedule.pick(2) == 0) {
            stop.request();
        }
    }
}
