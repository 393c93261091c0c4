package io.byteor.backends;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A plain client of a broker: one topic of one partition, one record per transaction. */
public final class KafkaProbe implements AutoCloseable {

    /** How a transaction is closed. */
    public enum Ending {
        COMMIT,
        ABORT
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final KafkaProducer<String, String> producer;

    public KafkaProbe(Broker broker) {
        this(broker.bootstrapServers());
    }

    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString(),
                        "max.block.ms",
                        "20000"),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
    }

    public void createTopic(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    public void send(String topic, String value, Ending ending) throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, value)).get();
        switch (ending) {
            case COMMIT -> producer.commitTransaction();
            case ABORT -> producer.abortTransaction();
        }
    }

    /** Whether a record for the topic is refused because there is no such topic. */
    public boolean isRefused(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", "2000");
        try (KafkaProducer<String, String> hasty =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            hasty.send(new ProducerRecord<>(topic, "value")).get();
            return false;
        } catch (KafkaException | ExecutionException refused) {
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The values that a read_committed reader finds up to the topic's end. */
    public List<String> readCommitted(String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = end(partition);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private long end(TopicPartition partition) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
