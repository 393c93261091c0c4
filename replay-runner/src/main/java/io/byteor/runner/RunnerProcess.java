package io.byteor.runner;

import io.byteor.runner.bundle.store.StoredArtifacts;
import io.byteor.runner.config.RegistryConfig;
import io.byteor.runner.config.RunnerConfig;
import io.byteor.runner.config.StoreConfig;
import io.byteor.runner.kafka.RunnerClients;
import io.byteor.runner.kafka.RunnerEngine;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.target.Outlets;
import io.byteor.runner.target.http.Credential;
import io.byteor.runner.target.http.HttpOutlets;
import io.byteor.runner.target.kafka.ClusterClients;
import io.byteor.runner.target.kafka.Clusters;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.target.HttpEndpoint;
import io.byteor.schemas.target.TargetAddress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
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
                outlets(config),
                metrics,
                new ChunkLimits(
                        config.chunk().records(),
                        config.chunk().time(),
                        config.chunk().idle()),
                config.slots(),
                InstantSource.system());
        metrics.watch(engine::active);
    }

    private static Outlets outlets(RunnerConfig config) {
        Map<String, ClusterClients> clients = new HashMap<>();
        config.clusters().forEach((name, cluster) -> {
            Map<String, Object> connection = new HashMap<>(cluster.properties());
            connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
            clients.put(name, new RunnerClients(new ClientSettings(connection), config.id()));
        });
        Map<String, Credential> credentials = new HashMap<>();
        config.credentials()
                .forEach((name, credential) ->
                        credentials.put(name, new Credential(credential.origin(), credential.authorization())));
        Clusters clusters = new Clusters(clients);
        HttpOutlets servers = new HttpOutlets(credentials);
        return (sender, target, address) -> switch (address) {
            case TargetAddress.ClusterTopic topic -> clusters.open(sender, target, topic);
            case HttpEndpoint endpoint -> servers.open(target, endpoint);
        };
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
