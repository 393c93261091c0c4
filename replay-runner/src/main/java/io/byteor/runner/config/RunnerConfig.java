package io.byteor.runner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

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
        @WithDefault("50000")
        int records();

        /** A transaction ends as soon as it has been open for so long. */
        @WithDefault("100ms")
        Duration time();

        /** While nothing comes of the records that are read, the position is kept this often. */
        @WithDefault("1s")
        Duration idle();
    }

    /** Other clusters, by the names that target addresses give them. */
    Map<String, Cluster> clusters();

    /** Where another cluster is, and how one is let in. */
    interface Cluster {
        /** Its brokers. */
        String bootstrapServers();

        /** Further client settings, as Kafka names them: security.protocol, sasl.jaas.config, ssl.truststore.location. */
        Map<String, String> properties();
    }

    /** What lets the runner in at HTTP targets, by the names that target addresses give it. */
    Map<String, Credential> credentials();

    /** What lets the runner in at one HTTP server. */
    interface Credential {
        /** Scheme, host and port of the only server that is shown it. */
        URI origin();

        /** Value of the Authorization header field, with its scheme. */
        String authorization();
    }
}
