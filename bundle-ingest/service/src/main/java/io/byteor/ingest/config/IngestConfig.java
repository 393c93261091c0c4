package io.byteor.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What bundle-ingest takes, and how it announces. */
@ConfigMapping(prefix = "byteor.ingest")
public interface IngestConfig {
    /** How often bundles that are stored but not announced are looked for; a crash or a broker's outage leaves such. */
    @WithDefault("10s")
    Duration sweepInterval();

    /** How long one upload waits for the broker to take its announcement; afterwards the sweep goes on with it. */
    @WithDefault("10s")
    Duration announceTimeout();

    /** Limits of one bundle. */
    Limits limits();

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

        /** Most bytes of one manifest. */
        @WithDefault("33554432")
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
