package io.byteor.runner.control;

/** How a run of a replay came to rest. */
public enum Rest {
    /** The replay has ended. */
    ENDED,
    /** It keeps still until something else is wanted; nobody needs to run it before. */
    PAUSED,
    /** What it reads is out of reach; it is to be run again after a while, by the same run, and needs no thread until then. */
    WAITING,
    /** A stop was requested; it goes on from its checkpoint elsewhere or later. */
    STOPPED
}
