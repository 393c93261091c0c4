package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the committed events of a topic, from a while back and then as they come. Belongs to no group: every gateway sees all of
 * them.
 */
public final class TopicTail {
    private static final Duration POLL = Duration.ofMillis(500);

    private final ClientSettings clients;
    private final String clientId;
    private final Topic topic;
    private final Reader reader;
    private final Duration lookBack;
    private final InstantSource clock;
    private volatile boolean caughtUp;

    /** Is told of each record that has a key and a value, on the thread that follows. */
    @FunctionalInterface
    public interface Reader {
        void read(String key, byte[] value);
    }

    public TopicTail(
            ClientSettings clients,
            String clientId,
            Topic topic,
            Reader reader,
            Duration lookBack,
            InstantSource clock) {
        this.clients = clients;
        this.clientId = clientId;
        this.topic = topic;
        this.reader = reader;
        this.lookBack = lookBack;
        this.clock = clock;
    }

    /** Whether everything that stood on the topic at the start has been read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Reads until told otherwise. */
    public void follow(BooleanSupplier goesOn) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(clients.consumer(clientId))) {
            Map<TopicPartition, Long> goal = begin(consumer);
            while (goesOn.getAsBoolean()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.key() != null && record.value() != null) {
                        reader.read(record.key(), record.value());
                    }
                }
                goal.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                caughtUp = goal.isEmpty();
            }
        } finally {
            caughtUp = false;
        }
    }

    private Map<TopicPartition, Long> begin(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        // The ends are taken first: an event committed meanwhile lies behind its end, an earlier one is found by its
        // time.
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        long from = clock.instant().minus(lookBack).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> places =
                consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(it -> it, _ -> from)));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp place = places.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, place == null ? end : place.offset());
        }
        return ends;
    }
}
