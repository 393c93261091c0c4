package io.byteor.backends.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.kafka.BrokerConfiguration.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerConfigurationTest {

    private static final Node ALONE = new Node(1, 9092, 9093);

    private final Map<String, String> configuration =
            BrokerConfiguration.of(Path.of("/data/log"), ALONE, List.of(ALONE));

    @Test
    void listensOnTheLoopbackAddressOnly() {
        assertThat(configuration)
                .containsEntry("listeners", "CLIENT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
                .doesNotContainKey("advertised.listeners");
    }

    @Test
    void createsNoTopicUnasked() {
        assertThat(configuration).containsEntry("auto.create.topics.enable", "false");
    }

    @Test
    void keepsInternalTopicsOnTheOneBroker() {
        assertThat(configuration)
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("transaction.state.log.replication.factor", "1")
                .containsEntry("transaction.state.log.min.isr", "1");
    }

    @Test
    void replicatesToThreeWhereTheBrokerHasPeers() {
        Node second = new Node(2, 9192, 9193);
        Node third = new Node(3, 9292, 9293);

        assertThat(BrokerConfiguration.of(Path.of("/data/log"), second, List.of(ALONE, second, third)))
                .containsEntry("node.id", "2")
                .containsEntry("listeners", "CLIENT://127.0.0.1:9192,CONTROLLER://127.0.0.1:9193")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093,2@127.0.0.1:9193,3@127.0.0.1:9293")
                .containsEntry("transaction.state.log.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2");
    }
}
