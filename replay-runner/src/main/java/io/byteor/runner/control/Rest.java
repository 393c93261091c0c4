package io.byteor.runner.control;

/** How a run of a replay came to rest. */
public enum Rest {
    /** The replay has ended. */
    ENDED,
    /** It keeps still until something else is wanted; nobody needs to run it before. */
    PAUSED,
    /** A stop was requested; it goes on from its checkpoint elsewhere or later. */
    STOPPED
}
