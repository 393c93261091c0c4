package io.byteor.backends.kafka;

import static java.util.Map.entry;

import io.byteor.backends.process.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The properties of a broker that is a controller too, alone or with peers. */
final class BrokerConfiguration {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "CLIENT";
    private static final int MOST_REPLICAS = 3;

    /** One broker, listening to clients and to its fellow controllers. */
    record Node(int id, int port, int controllerPort) {
        private String voter() {
            return id + "@" + controller();
        }

        private String controller() {
            return LoopbackPort.HOST + ":" + controllerPort;
        }
    }

    private BrokerConfiguration() {}

    /** @param all the brokers of the cluster, this one among them */
    static Map<String, String> of(Path logDirectory, Node node, List<Node> all) {
        String replicas = Integer.toString(Math.min(MOST_REPLICAS, all.size()));
        String enough = Integer.toString(Math.max(1, Math.min(MOST_REPLICAS, all.size()) - 1));
        return Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", Integer.toString(node.id())),
                entry("controller.quorum.voters", all.stream().map(Node::voter).collect(Collectors.joining(","))),
                entry("controller.listener.names", CONTROLLER_LISTENER),
                entry("inter.broker.listener.name", CLIENT_LISTENER),
                entry(
                        "listeners",
                        "%s://%s:%d,%s://%s"
                                .formatted(
                                        CLIENT_LISTENER,
                                        LoopbackPort.HOST,
                                        node.port(),
                                        CONTROLLER_LISTENER,
                                        node.controller())),
                entry(
                        "listener.security.protocol.map",
                        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                entry("log.dirs", logDirectory.toString()),
                entry("auto.create.topics.enable", "false"),
                entry("default.replication.factor", replicas),
                entry("min.insync.replicas", enough),
                entry("offsets.topic.replication.factor", replicas),
                entry("offsets.topic.num.partitions", "8"),
                entry("transaction.state.log.replication.factor", replicas),
                entry("transaction.state.log.min.isr", enough),
                entry("transaction.state.log.num.partitions", "8"),
                entry("share.coordinator.state.topic.replication.factor", replicas),
                entry("share.coordinator.state.topic.min.isr", enough),
                // The last of several would wait for a majority of controllers that is gone.
                entry("controlled.shutdown.enable", Boolean.toString(all.size() == 1)),
                entry("group.initial.rebalance.delay.ms", "0"),
                // A producer that died holds back every read_committed reader until its transaction is aborted; the
                // default looks for such transactions only every ten seconds.
                entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                // The first record after a commit waits until the markers of the transaction before are written, which
                // takes a millisecond or two; the default looks again only after twenty (KAFKA-18654).
                entry("add.partitions.to.txn.retry.backoff.ms", "1"),
                // After a kill the controller remembers the broker's session and lets it register again only when that
                // one has run out.
                entry("broker.session.timeout.ms", "4000"),
                entry("broker.heartbeat.interval.ms", "1000"),
                // The cleaner takes this at start; the default of 128 MiB is meant for a broker with many partitions.
                entry("log.cleaner.dedupe.buffer.size", "16777216"),
                entry("num.network.threads", "2"),
                entry("num.io.threads", "4"),
                entry("background.threads", "2"),
                entry("num.recovery.threads.per.data.dir", "2"),
                entry("server.max.startup.time.ms", "60000"));
    }
}
