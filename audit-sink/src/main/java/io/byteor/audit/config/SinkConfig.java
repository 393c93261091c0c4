package io.byteor.audit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How audit-sink takes records into its store. */
@ConfigMapping(prefix = "byteor.sink")
public interface SinkConfig {
    /**
     * Name of this instance among those that share the work; it keeps its partitions over a restart. Each running instance needs
     * one of its own.
     */
    @WithDefault("audit-sink-0")
    String instanceId();

    /** The consumer group that instances share the partitions in. Offsets stand in the database, not in the group. */
    @WithDefault("byteor-audit-sink")
    String group();

    /**
     * Loops that share the partitions of the actions: while one prepares its next transaction, the database is at work on another's.
     * Each holds up to two transactions' worth of records.
     */
    @WithDefault("2")
    int threads();

    /**
     * Records at which a transaction's worth is full. While the store works, so many are prepared for its next transaction; then
     * nothing more is fetched until it takes them.
     */
    @WithDefault("10000")
    int batchRecords();

    /** Bytes of records, as the topic has them, at which a transaction's worth is full. A fetch brings as many at most. */
    @WithDefault("8388608")
    int batchBytes();

    /** How long to wait before a database or broker that failed is tried again. */
    @WithDefault("500ms")
    Duration retryPause();

    /**
     * How long after the arrival of an audit its missing actions count as still under way; afterwards they count as cut off.
     */
    @WithDefault("60s")
    Duration settleTime();

    /**
     * How long the actions of a day are kept after it is over; for ever where nothing is set. A day goes as a whole, once all of its
     * replays have ended and verified; a signed note stays, and with it requests, decisions and audits. Needs a signing key.
     */
    Optional<Duration> retention();
}
