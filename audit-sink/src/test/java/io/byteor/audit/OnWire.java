package io.byteor.audit;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A test class with one {@link Wire}, since to open one asks the registry for all schemas. Classes run one after another. */
abstract class OnWire {
    private static @Nullable Wire open;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "byteor.registry.url")
    String registryUrl;

    Wire wire;

    @BeforeEach
    void connect() {
        wire = open == null ? new Wire(bootstrapServers, registryUrl) : open;
        open = wire;
    }

    @AfterAll
    static void disconnect() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
