package io.byteor.ingest;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic, all of it each time. */
final class TopicEvents {
    private TopicEvents() {}

    /** @param key of an event, as it must stand on the topic */
    static <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type, Function<T, String> key) {
        Backends backends = TestBackends.shared();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        ClientSettings.of(backends.broker().bootstrapServers()).consumer("topic-events"));
                RegistryEventCodec codec = RegistryEventCodec.open(
                        new RegistrySettings(backends.registry().url(), true), List.of(topic), RegistryListener.NONE)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<T> read = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (codec.decode(topic, record.value()) instanceof Decoded.Event(SpecificRecord event)
                            && type.isInstance(event)
                            && key.apply(type.cast(event)).equals(record.key())) {
                        read.add(type.cast(event));
                    } else {
                        throw new AssertionError("unexpected " + record);
                    }
                }
            }
            return read;
        }
    }
}
