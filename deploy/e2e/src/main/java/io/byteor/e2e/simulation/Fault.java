package io.byteor.e2e.simulation;

/** What can go wrong. */
enum Fault {
    /** The process is gone, with whatever chunk it had open. */
    CRASH,
    /** The partition is revoked: the run is told to stop. */
    REVOKED,
    /** Another runner takes over while this one goes on and believes to be the owner. */
    TAKEN_OVER,
    /** Another replay runs in between. */
    INTERLEAVED,
    /** Somebody wants the replay to pause. */
    PAUSED,
    /** And after a while to go on. */
    RESUMED,
    /** Somebody wants the replay to end. */
    CANCELLED,
    /** A commit that nobody confirms, of which nothing is there. */
    COMMIT_LOST,
    /** A commit that nobody confirms, which is there. */
    COMMIT_UNCONFIRMED,
    /** The store cannot be read now. */
    STORE_AWAY,
    /** The cluster does not answer now. */
    CLUSTER_AWAY,
    /** The answer to a start cannot be read now. */
    START_SLOW,
    /** The start is not granted. */
    START_REFUSED,
    /** The HTTP target refuses an effect. */
    HTTP_REFUSED,
    /** The HTTP target does not answer, whether it has taken the effect or not. */
    HTTP_UNANSWERED,
    /** The other cluster does not answer now. */
    REMOTE_AWAY,
    /** A commit on the other cluster that nobody confirms, of which nothing is there. */
    REMOTE_COMMIT_LOST,
    /** A commit on the other cluster that nobody confirms, which is there. */
    REMOTE_COMMIT_UNCONFIRMED,
    /** A block in the store is not what its digest says. */
    BLOCK_CORRUPT
}
