package io.byteor.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What bundle-ingest takes, and how it announces. */
@ConfigMapping(prefix = "byteor.ingest")
public interface IngestConfig {
    /** How often bundles that are stored but not announced are looked for; a crash or a broker's outage leaves such. */
    @WithDefault("10s")
    Duration sweepInterval();

    /**
     * How long one upload waits for the broker to take its announcement, and a download for its access record; afterwards the sweep goes
     * on with the one, and the other is refused.
     */
    @WithDefault("10s")
    Duration announceTimeout();

    /** Limits of one bundle. */
    Limits limits();

    /** How long bundles are kept. */
    Retention retention();

    /** What was sent ahead of a bundle that never came. */
    Collection collect();

    /** What was sent ahead of a bundle that never came. */
    interface Collection {
        /** Blobs to which nothing was added for longer are removed; an upload can be resumed so long. */
        @WithDefault("1d")
        Duration grace();
    }

    /** How long bundles are kept. */
    interface Retention {
        /** Bundles that were stored longer ago are deleted, and their deletion is announced. Off unless it is set. */
        Optional<Duration> age();
    }

    /** What one agent, or one request, may take. */
    Guards guards();

    /** What one agent, or one request, may take; beyond any of them it is answered with the code that says so. */
    interface Guards {
        /** How long a body may stop arriving. Below that of quarkus.http.read-timeout, which only closes the connection. */
        @WithDefault("30s")
        Duration idle();

        /**
         * How long the head of a request may take, from the beginning of its connection or the end of the answer before it.
         * Longer than whatever stands in front keeps connections that it does not use.
         */
        @WithDefault("60s")
        Duration head();

        /** Most bytes of one request's body, whatever length it announces. */
        @WithDefault("85899345920")
        long bodyBytes();

        /** Most bytes of a request's target and header fields together. */
        @WithDefault("16384")
        int headerBytes();

        /** Most requests that send something, of one agent in a minute; they may come at once. */
        @WithDefault("10000")
        long requestsPerMinute();

        /** Most requests of one agent that send something at the same time. */
        @WithDefault("256")
        int uploads();

        /**
         * Most requests that send something at the same time, of all agents together. Below quarkus.thread-pool.max-threads,
         * since each has a thread.
         */
        @WithDefault("768")
        int uploadsOfAll();

        /**
         * Most bytes that one agent sends in 24 hours, refused ones included. After a restart only those count of bundles that
         * were stored.
         */
        @WithDefault("1099511627776")
        long bytesPerDay();

        /**
         * Most bytes of all agents together that were sent ahead of bundles which are not stored yet; one agent has at most as many
         * of them as it leaves for the others.
         */
        @WithDefault("274877906944")
        long stagedBytes();

        /** Most verifications of stored bundles at the same time, whoever asks. Each reads a whole bundle, on a thread of its own. */
        @WithDefault("2")
        int verifications();
    }

    /** Limits of one bundle; beyond any of them it is refused before anything is kept. */
    interface Limits {
        /** Most files. */
        @WithDefault("100000")
        long files();

        /** Most bytes of all files together. */
        @WithDefault("68719476736")
        long bytes();

        /** Most bytes of one document or tag file that is not a manifest. */
        @WithDefault("4194304")
        int documentBytes();

        /** Most bytes of a bundle's manifest; of one that is sent ahead of its content, 20,000,000 whatever is set. */
        @WithDefault("16777216")
        int manifestBytes();

        /** Most bytes of one path, in UTF-8. */
        @WithDefault("512")
        int pathBytes();

        /** Most names in one path. */
        @WithDefault("16")
        int pathDepth();

        /** Most segments of all lanes together; the announcement names each, and the broker limits its size. */
        @WithDefault("3000")
        int segments();

        /** Most inflated bytes for each compressed byte, of an archive or a segment, once it is larger than a block. */
        @WithDefault("200")
        int expansion();
    }
}
