package io.byteor.ingest.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where bundles are kept. */
@ConfigMapping(prefix = "byteor.store")
public interface StoreConfig {
    /** Folder of the file system store. One ingest process writes to it, any number of runners read it. */
    Path directory();
}
