package io.byteor.runner;

import io.byteor.runner.bundle.store.StoredArtifacts;
import io.byteor.runner.config.RegistryConfig;
import io.byteor.runner.config.RunnerConfig;
import io.byteor.runner.config.StoreConfig;
import io.byteor.runner.kafka.RunnerClients;
import io.byteor.runner.kafka.RunnerEngine;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the runner together and ties it to the life of the process. */
@Singleton
final class RunnerProcess {
    private final RunnerEngine engine;

    RunnerProcess(
            RunnerConfig config,
            StoreConfig store,
            RegistryConfig registry,
            RunnerMetrics metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers)
            throws IOException {
        RegistrySettings settings = new RegistrySettings(registry.url(), registry.register());
        this.engine = new RunnerEngine(
                new RunnerClients(ClientSettings.of(bootstrapServers), config.id()),
                () -> RegistryEventCodec.open(settings, RunnerEngine.TOPICS, RegistryListener.NONE),
                new StoredArtifacts(store.location().reader()),
                metrics,
                new ChunkLimits(
                        config.chunk().records(),
                        config.chunk().time(),
                        config.chunk().idle()),
                config.slots(),
                InstantSource.system());
        metrics.watch(engine::active);
    }

    RunnerEngine engine() {
        return engine;
    }

    void start(@Observes StartupEvent event) {
        engine.start();
    }

    void stop(@Observes ShutdownEvent event) {
        engine.close();
    }
}
