package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.kafka.ClientSettings;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class RunnerClientsIT {
    @Test
    void buffersNoMoreThanManyReplaysAtOnceHaveRoomFor() {
        ClientSettings settings = ClientSettings.of(TestBackends.broker().bootstrapServers());

        try (Producer<byte[], byte[]> producer =
                new RunnerClients(settings, "runner-it").transactional("buffers", "buffers")) {
            List<Object> bytes = producer.metrics().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("buffer-total-bytes"))
                    .map(metric -> metric.getValue().metricValue())
                    .toList();

            assertThat(bytes).singleElement().isEqualTo((double) (12 << 20));
        }
    }
}
