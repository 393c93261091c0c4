package io.byteor.runner.target.kafka;

import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Outlets.Sender;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.address.AddressRefusedException;
import io.byteor.schemas.address.AddressRule;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.target.TargetAddress.ClusterTopic;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** The other clusters that the runner's configuration names. Thread-safe. */
public final class Clusters {
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Map<String, ClusterClients> clients;

    /** @param clients by the names that addresses give the clusters */
    public Clusters(Map<String, ClusterClients> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * Opens the way to a topic there, after a look at all that it takes: safe transactions, the topic, a compacted topic for
     * markers, and brokers at addresses that the environment permits.
     *
     * @throws ByteorException TARGET_FAILED or TRANSACTION_VERSION_UNSUPPORTED
     * @throws TargetLostException if the cluster does not answer now
     */
    public Outlet open(Sender sender, String target, ClusterTopic address) {
        ClusterClients cluster = clients.get(address.cluster());
        if (cluster == null) {
            throw refusal(target, "the runner's configuration knows no cluster of this name", address.cluster());
        }
        String markers = address.markers();
        if (markers == null) {
            throw refusal(target, "no topic for markers is named", address.topic());
        }
        Admin admin = cluster.admin();
        try {
            return KafkaAnswers.of("opening the way to " + address.topic(), () -> {
                checkAddresses(target, address, admin);
                KafkaTargetCluster known = new KafkaTargetCluster(admin);
                known.requireSafeTransactions();
                int largest = largest(known, target, address.topic());
                var _ = largest(known, target, markers);
                checkCleanup(target, admin, markers);
                Markers notes =
                        new Markers(cluster, admin, new TopicPartition(markers, 0), sender.rootBundleId(), target);
                return new ClusterOutlet(
                        sender,
                        address.topic(),
                        largest,
                        notes,
                        cluster.transactional(
                                sender.replayId() + "-" + target,
                                "byteor-execute-" + sender.rootBundleId() + "-" + target));
            });
        } catch (RuntimeException e) {
            admin.close(CLOSING);
            throw e;
        }
    }

    private static int largest(KafkaTargetCluster cluster, String target, String topic) {
        return cluster.largestRecord(topic)
                .orElseThrow(() -> refusal(target, "the topic does not exist and is never created", topic));
    }

    /** A marker that retention took away would let its effects be applied again. */
    private static void checkCleanup(String target, Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String cleanup = Objects.requireNonNull(KafkaAnswers.await(
                                admin.describeConfigs(List.of(resource)).all())
                        .get(resource))
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (!cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw refusal(target, "the topic for markers must have cleanup.policy compact alone", topic);
        }
    }

    private static void checkAddresses(String target, ClusterTopic address, Admin admin) {
        AddressRule rule = AddressRule.of(address.privateAddresses());
        for (Node broker : KafkaAnswers.await(admin.describeCluster().nodes())) {
            try {
                rule.resolve(broker.host());
            } catch (AddressRefusedException e) {
                throw refusal(target, Objects.requireNonNullElse(e.getMessage(), "refused"), broker.host());
            } catch (UnknownHostException e) {
                throw new KafkaException("no address of broker " + broker.host(), e);
            }
        }
    }

    private static ByteorException refusal(String target, String detail, String value) {
        return new ByteorException(ErrorCode.TARGET_FAILED, detail, "targets/" + target, value);
    }
}
