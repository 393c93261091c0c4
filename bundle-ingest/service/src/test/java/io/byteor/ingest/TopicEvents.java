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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic, all of it. Its clients stay open, and what was read is kept, so that asking often costs little. */
final class TopicEvents {
    private static final Map<Topic, TopicEvents> OPEN = new EnumMap<>(Topic.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final RegistryEventCodec codec;
    private final Topic topic;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    private TopicEvents(Topic topic) {
        Backends backends = TestBackends.shared();
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                ClientSettings.of(backends.broker().bootstrapServers()).consumer("topic-events"));
        this.codec = RegistryEventCodec.open(
                new RegistrySettings(backends.registry().url(), true), List.of(topic), RegistryListener.NONE);
        this.partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** @param key of an event, as it must stand on the topic */
    static synchronized <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type, Function<T, String> key) {
        return OPEN.computeIfAbsent(topic, TopicEvents::new).events(type, key);
    }

    private <T extends SpecificRecord> List<T> events(Class<T> type, Function<T, String> key) {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(200)).forEach(read::add);
        }
        return read.stream().map(record -> event(record, type, key)).toList();
    }

    private <T extends SpecificRecord> T event(
            ConsumerRecord<String, byte[]> record, Class<T> type, Function<T, String> key) {
        if (codec.decode(topic, record.value()) instanceof Decoded.Event(SpecificRecord event)
                && type.isInstance(event)
                && key.apply(type.cast(event)).equals(record.key())) {
            return type.cast(event);
        }
        throw new AssertionError("unexpected " + record);
    }
}
