package io.byteor.runner.target.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.backends.testing.TestBackends;
import io.byteor.runner.kafka.RunnerClients;
import io.byteor.runner.target.Outlets.Sender;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.target.TargetAddress.ClusterTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker whose transactions are those of an older release. */
class TransactionVersionIT {
    private static final short OLD = 1;

    @TempDir
    private Path folder;

    @Test
    void refusesAClusterWhoseTransactionsAreNotSafe() throws Exception {
        try (EmbeddedBroker old = EmbeddedBroker.start(folder, 0, OLD)) {
            ClientSettings settings = ClientSettings.of(old.bootstrapServers());
            try (Admin admin = Admin.create(settings.admin("transaction-version-it"))) {
                NewTopic markers = new NewTopic("markers", 1, (short) 1)
                        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
                admin.createTopics(List.of(new NewTopic("effects", 1, (short) 1), markers))
                        .all()
                        .get();
                Clusters clusters = new Clusters(Map.of("old", new RunnerClients(settings, "transaction-version-it")));
                ClusterTopic effects = new ClusterTopic("old", "effects", "markers", true);

                assertRefused(() -> new KafkaTargetCluster(admin).requireSafeTransactions());
                assertRefused(() -> clusters.open(new Sender("replay-1", "sha256:1", Map.of()), "alerts", effects));
            }
        }
    }

    @Test
    void takesOneWhoseTransactionsAre() {
        ClientSettings settings = ClientSettings.of(TestBackends.broker().bootstrapServers());
        try (Admin admin = Admin.create(settings.admin("transaction-version-it"))) {
            new KafkaTargetCluster(admin).requireSafeTransactions();
        }
    }

    private static void assertRefused(Runnable execute) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(execute::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TRANSACTION_VERSION_UNSUPPORTED))
                .satisfies(refusal -> assertThat(refusal.value()).isEqualTo("1"));
    }
}
