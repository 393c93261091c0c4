package io.byteor.validator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** The schema registry. */
@ConfigMapping(prefix = "byteor.registry")
public interface RegistryConfig {
    /** Root of the registry's v3 API. */
    @WithDefault("http://127.0.0.1:8080/apis/registry/v3")
    URI url();

    /**
     * Whether schemas of this release that the registry lacks are registered. Off, a missing schema stops the start, and
     * registering is a step of the deployment.
     */
    @WithDefault("true")
    boolean register();
}
