package io.byteor.backends.kafka;

import static java.util.Map.entry;

import io.byteor.backends.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;

/** The properties of a broker that is its own controller and has no peers. */
final class BrokerConfiguration {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "CLIENT";
    private static final String ONE = "1";

    private BrokerConfiguration() {}

    static Map<String, String> of(Path logDirectory, int port, int controllerPort) {
        String controller = LoopbackPort.HOST + ":" + controllerPort;
        return Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", Integer.toString(NODE_ID)),
                entry("controller.quorum.voters", NODE_ID + "@" + controller),
                entry("controller.listener.names", CONTROLLER_LISTENER),
                entry("inter.broker.listener.name", CLIENT_LISTENER),
                entry(
                        "listeners",
                        "%s://%s:%d,%s://%s"
                                .formatted(CLIENT_LISTENER, LoopbackPort.HOST, port, CONTROLLER_LISTENER, controller)),
                entry(
                        "listener.security.protocol.map",
                        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                entry("log.dirs", logDirectory.toString()),
                entry("auto.create.topics.enable", "false"),
                entry("offsets.topic.replication.factor", ONE),
                entry("offsets.topic.num.partitions", "8"),
                entry("transaction.state.log.replication.factor", ONE),
                entry("transaction.state.log.min.isr", ONE),
                entry("transaction.state.log.num.partitions", "8"),
                entry("share.coordinator.state.topic.replication.factor", ONE),
                entry("share.coordinator.state.topic.min.isr", ONE),
                entry("group.initial.rebalance.delay.ms", "0"),
                // A producer that died holds back every read_committed reader until its transaction is aborted; the
                // default looks for such transactions only every ten seconds.
                entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
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
