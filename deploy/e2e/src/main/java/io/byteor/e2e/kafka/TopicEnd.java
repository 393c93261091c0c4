package io.byteor.e2e.kafka;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Looks at where a topic of one partition ends. Not thread-safe. */
public final class TopicEnd implements AutoCloseable {
    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;

    public TopicEnd(String bootstrapServers, Topic topic) {
        this.partition = new TopicPartition(topic.topicName(), 0);
        this.consumer = new KafkaConsumer<>(ClientSettings.of(bootstrapServers).consumer("topic-end"));
        consumer.assign(List.of(partition));
    }

    /** The offset that the next record gets. */
    public long offset() {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
