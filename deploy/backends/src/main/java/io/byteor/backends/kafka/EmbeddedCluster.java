package io.byteor.backends.kafka;

import io.byteor.backends.process.LoopbackPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/**
 * Several brokers in this JVM that are one cluster, each a controller too; what is replicated is replicated to three of them. Brokers
 * are restarted on their ports. Not thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {
    private final Path directory;
    private final Uuid clusterId = Uuid.randomUuid();
    private final List<BrokerConfiguration.Node> nodes;
    private final List<KafkaRaftServer> servers = new ArrayList<>();

    private EmbeddedCluster(Path directory, List<BrokerConfiguration.Node> nodes) {
        this.directory = directory;
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts all brokers; they serve as soon as most of them stand.
     *
     * @param directory a new one
     * @throws io.byteor.backends.BackendFailure if one does not start
     */
    public static EmbeddedCluster start(Path directory, int brokers) {
        QuietBrokerLogs.apply();
        EmbeddedCluster cluster = new EmbeddedCluster(
                directory,
                IntStream.rangeClosed(1, brokers)
                        .mapToObj(id -> new BrokerConfiguration.Node(
                                id, LoopbackPort.resolve("broker", 0), LoopbackPort.resolve("controller", 0)))
                        .toList());
        // Each waits until most of them are there.
        try (ExecutorService threads = Executors.newFixedThreadPool(brokers)) {
            List<CompletableFuture<KafkaRaftServer>> starting = cluster.nodes.stream()
                    .map(node -> CompletableFuture.supplyAsync(() -> cluster.startServer(node), threads))
                    .toList();
            starting.forEach(server -> cluster.servers.add(server.join()));
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    public int brokers() {
        return nodes.size();
    }

    public String bootstrapServers() {
        return nodes.stream().map(node -> LoopbackPort.HOST + ":" + node.port()).collect(Collectors.joining(","));
    }

    /** Stops a broker and starts it again. */
    public void restart(int index) {
        stop(servers.get(index));
        servers.set(index, startServer(nodes.get(index)));
    }

    private KafkaRaftServer startServer(BrokerConfiguration.Node node) {
        Path log = directory.resolve("broker-" + node.id());
        return EmbeddedBroker.startServer(log, node, nodes, clusterId, EmbeddedBroker.USUAL_TRANSACTIONS);
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    @Override
    public void close() {
        servers.reversed().forEach(EmbeddedCluster::stop);
    }
}
