package io.byteor.audit.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What is hidden from whom. */
@ConfigMapping(prefix = "byteor.masking")
public interface MaskingConfig {
    /**
     * File of the rules by which values are hidden on every way out. One that cannot be read stops the start. By default nothing is
     * hidden.
     */
    Optional<Path> rules();
}
