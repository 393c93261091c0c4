package io.byteor.e2e.simulation;

/** What histories must have come through, beside what strikes. */
enum Turn {
    /** A runner that was shut out wrote to our own cluster. */
    FENCED,
    /** A runner that was shut out wrote to the other cluster. */
    FENCED_ELSEWHERE,
    /** A run claimed its replay anew after a failure. */
    CLAIMED_ANEW,
    /** A run let go of its thread while the store was away. */
    WAITED,
    /** A process claimed a replay back that it had lost to another. */
    CLAIMED_BACK,
    /** A claim found effects on the other cluster that no checkpoint of ours knew of. */
    FOUND_UNRECORDED,
    /** Such effects were listed by a replay that was to end. */
    LISTED_AT_THE_END,
    /** A request was made twice of a server that honours its key. */
    REPEATED
}
