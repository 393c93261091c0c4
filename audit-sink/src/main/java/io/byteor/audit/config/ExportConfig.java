package io.byteor.audit.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How much of the store goes out at once. */
@ConfigMapping(prefix = "byteor.export")
public interface ExportConfig {
    /** Most rows of one export. */
    @WithDefault("20000000")
    long rows();

    /** Most bytes of one export; a Parquet file takes up to twice as many of the disk while it is made. */
    @WithDefault("8589934592")
    long bytes();

    /** Exports that may run at the same time. Each holds a connection to the database. */
    @WithDefault("4")
    int atOnce();

    /** How long one may run, the time included in which a slow reader takes it. */
    @WithDefault("1h")
    Duration duration();

    /**
     * Where files are made before they go out; emptied at the start, so each instance needs one of its own. By default a new folder
     * where the system keeps temporary files, which one that is killed leaves there.
     */
    Optional<Path> directory();
}
