package io.byteor.backends.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerConfigurationTest {

    private final Map<String, String> configuration = BrokerConfiguration.of(Path.of("/data/log"), 9092, 9093);

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
}
