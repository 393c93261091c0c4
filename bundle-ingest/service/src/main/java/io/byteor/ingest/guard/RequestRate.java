package io.byteor.ingest.guard;

import java.time.Duration;

/** How often an agent may ask. Thread-safe. */
@FunctionalInterface
public interface RequestRate {
    /** Counts a request of the agent, if it may make one now. */
    Taken take(String agent);

    /**
     * What became of a request.
     *
     * @param pause how long until the agent may ask again; zero where it may go on now
     */
    record Taken(boolean granted, Duration pause) {}
}
