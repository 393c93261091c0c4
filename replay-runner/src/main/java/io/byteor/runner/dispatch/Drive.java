package io.byteor.runner.dispatch;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ReplayTicket;

/** Drives one replay. Belongs to one thread at a time. */
@FunctionalInterface
public interface Drive {
    /**
     * Drives it until it comes to rest; may be called again then.
     *
     * @throws io.byteor.runner.replay.ClaimLostException if somebody else took it over
     */
    Rest run();

    /** Makes drives. Thread-safe. */
    @FunctionalInterface
    interface Source {
        /** @param stop what the replay hears while it is driven */
        Drive of(ReplayTicket ticket, StopSignal stop);
    }
}
