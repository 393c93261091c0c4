package io.byteor.bench.kafka;

import io.byteor.schemas.kafka.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Sees what is committed to one topic from now on. Only notes it: answers are read when nothing is measured. Not thread-safe. */
public final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    public Arrivals(ClientSettings clients, String topic) {
        this.consumer = new KafkaConsumer<>(clients.consumer("bench-arrivals"));
        this.topic = topic;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * One answer.
     *
     * @param at when it was seen, by {@link System#nanoTime}
     */
    public record Arrival(byte[] value, long at) {}

    /** Returns when so many have been seen. */
    public List<Arrival> await(int count) {
        List<Arrival> seen = new ArrayList<>(count);
        long lastSeen = System.nanoTime();
        while (seen.size() < count) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            long now = System.nanoTime();
            for (ConsumerRecord<String, byte[]> record : records) {
                seen.add(new Arrival(record.value(), now));
                lastSeen = now;
            }
            if (now - lastSeen > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%d of %d answers on %s within %s".formatted(seen.size(), count, topic, PATIENCE));
            }
        }
        return seen;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
