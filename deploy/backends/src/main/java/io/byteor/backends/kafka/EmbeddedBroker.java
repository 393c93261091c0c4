package io.byteor.backends.kafka;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.Broker;
import io.byteor.backends.process.DirectoryLock;
import io.byteor.backends.process.LoopbackPort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * A Kafka broker and controller in this JVM, listening on 127.0.0.1 only. Topics and records survive a restart on the
 * same directory; the port need not be the same. A fault that Kafka holds fatal ends the JVM, as it ends Kafka's own.
 */
public final class EmbeddedBroker implements Broker {

    /** The version of transactions that a new directory has where none is asked for. */
    static final short USUAL_TRANSACTIONS = TransactionVersion.TV_2.featureLevel();

    private static final int NODE_ID = 1;

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Returns when the broker serves clients.
     *
     * @param directory kept by {@link #close()}; formatted when it is new
     * @param port 0 for a free one
     * @throws BackendFailure when the directory is in use, the port taken, or the broker does not come up
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, USUAL_TRANSACTIONS);
    }

    /**
     * The same with other transactions, as a cluster has them that was begun by an older release.
     *
     * @param transactions of a directory that is new: the level of {@code transaction.version}
     * @throws BackendFailure as above
     */
    public static EmbeddedBroker start(Path directory, int port, short transactions) {
        QuietBrokerLogs.apply();
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            int clientPort = LoopbackPort.resolve("broker", port);
            return new EmbeddedBroker(
                    lock, startServer(directory.resolve("log"), clientPort, transactions), clientPort);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static KafkaRaftServer startServer(Path logDirectory, int port, short transactions) {
        BrokerConfiguration.Node alone =
                new BrokerConfiguration.Node(NODE_ID, port, LoopbackPort.resolve("controller", 0));
        return startServer(logDirectory, alone, List.of(alone), Uuid.randomUuid(), transactions);
    }

    /**
     * @param clusterId of a log that is new
     * @param transactions of a log that is new
     */
    static KafkaRaftServer startServer(
            Path logDirectory,
            BrokerConfiguration.Node node,
            List<BrokerConfiguration.Node> all,
            Uuid clusterId,
            short transactions) {
        KafkaRaftServer server = null;
        try {
            if (!Files.exists(logDirectory.resolve("meta.properties"))) {
                format(logDirectory, node.id(), clusterId, transactions);
            }
            server = new KafkaRaftServer(
                    new KafkaConfig(BrokerConfiguration.of(logDirectory, node, all), false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception failure) {
            if (server != null) {
                server.shutdown();
            }
            throw new BackendFailure(
                    "The broker on port %d with its log in %s did not start: %s"
                            .formatted(node.port(), logDirectory, failure.getMessage()),
                    failure);
        }
    }

    private static void format(Path logDirectory, int nodeId, Uuid clusterId, short transactions) throws Exception {
        Files.createDirectories(logDirectory);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(nodeId)
                .setClusterId(clusterId.toString())
                .setControllerListenerName(BrokerConfiguration.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(logDirectory.toString())
                .addDirectory(logDirectory.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setFeatureLevel(TransactionVersion.FEATURE_NAME, transactions)
                .run();
    }

    @Override
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                server.shutdown();
                server.awaitShutdown();
            }
        }
    }
}
