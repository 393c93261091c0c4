package io.byteor.runner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replay-runner carries out replays. */
@ConfigMapping(prefix = "byteor.runner")
public interface RunnerConfig {
    /**
     * Name of this runner among those that share the work; it keeps its partitions over a restart, and stands in audits. Each
     * running one needs one of its own.
     */
    @WithDefault("runner-0")
    String id();

    /** How many dry-runs, and how many executes of different root bundles, run at once. */
    @WithDefault("4")
    int slots();

    /** Chunks: what is committed in one transaction. */
    Chunk chunk();

    /** Chunks: what is committed in one transaction. */
    interface Chunk {
        /** A transaction ends as soon as it holds so many effects and actions. */
        @WithDefault("5000")
        int records();

        /** A transaction ends as soon as it has been open for so long. */
        @WithDefault("100ms")
        Duration time();

        /** While nothing comes of the records that are read, the position is kept this often. */
        @WithDefault("1s")
        Duration idle();
    }
}
