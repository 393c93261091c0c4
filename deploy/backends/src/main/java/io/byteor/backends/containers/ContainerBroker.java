package io.byteor.backends.containers;

import io.byteor.backends.Broker;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka's own image, broker and controller in one container. */
record ContainerBroker(KafkaContainer container) implements Broker {

    static ContainerBroker start() {
        KafkaContainer container = new KafkaContainer(ContainerImages.KAFKA.image())
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
        ContainerStart.of(container, "broker");
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
