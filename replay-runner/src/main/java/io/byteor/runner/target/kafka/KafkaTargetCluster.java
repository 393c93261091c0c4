package io.byteor.runner.target.kafka;

import io.byteor.runner.target.TargetCluster;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the cluster itself, each time: topics come and go. Thread-safe. */
public final class KafkaTargetCluster implements TargetCluster {
    private static final String FEATURE = "transaction.version";
    private static final int SAFE = 2;

    private static final Config NONE = new Config(List.of());

    private final Admin admin;

    public KafkaTargetCluster(Admin admin) {
        this.admin = admin;
    }

    @Override
    public void requireSafeTransactions() {
        FinalizedVersionRange range = KafkaAnswers.of(
                        "asking for the cluster's features",
                        () -> KafkaAnswers.await(admin.describeFeatures().featureMetadata()))
                .finalizedFeatures()
                .get(FEATURE);
        int level = range == null ? 0 : range.maxVersionLevel();
        if (level < SAFE) {
            throw new ByteorException(
                    ErrorCode.TRANSACTION_VERSION_UNSUPPORTED,
                    "an execute needs " + FEATURE + " " + SAFE + " or later",
                    FEATURE,
                    level);
        }
    }

    @Override
    public Optional<Integer> largestRecord(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return KafkaAnswers.of("looking for topic " + topic, () -> {
            try {
                String most = KafkaAnswers.await(
                                admin.describeConfigs(List.of(resource)).all())
                        .getOrDefault(resource, NONE)
                        .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                        .value();
                return Optional.of(Integer.valueOf(most));
            } catch (UnknownTopicOrPartitionException | InvalidTopicException _) {
                return Optional.<Integer>empty();
            }
        });
    }
}
