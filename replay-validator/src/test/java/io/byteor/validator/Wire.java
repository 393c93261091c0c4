package io.byteor.validator;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.topology.ValidatorTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topics as another part of the system sees them. */
final class Wire implements AutoCloseable {
    private final ClientSettings clients;
    private final RegistryEventCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> packing;
    private final Map<Topic, KafkaConsumer<byte[], byte[]>> readers = new EnumMap<>(Topic.class);

    Wire() {
        Backends backends = TestBackends.shared();
        clients = ClientSettings.of(backends.broker().bootstrapServers());
        codec = RegistryEventCodec.open(
                new RegistrySettings(backends.registry().url(), true),
                ValidatorTopology.topics(),
                RegistryListener.NONE);
        producer = new KafkaProducer<>(clients.rawProducer("test-wire"));
        Map<String, Object> packed = clients.rawProducer("test-wire-packing");
        packed.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        packed.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
        packing = new KafkaProducer<>(packed);
    }

    void write(Topic topic, String key, SpecificRecord event) {
        writeRaw(topic, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event));
    }

    void writeRaw(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        send(producer, topic, key, value);
    }

    /** What the broker takes as it is compressed, however large it is for whoever reads it. */
    void writePacked(Topic topic, byte[] key, byte[] value) {
        send(packing, topic, key, value);
    }

    void writePacked(Topic topic, String key, SpecificRecord event) {
        writePacked(topic, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event));
    }

    private static void send(
            KafkaProducer<byte[], byte[]> by, Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            by.send(new ProducerRecord<>(topic.topicName(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything of a type that is committed on a topic now. */
    <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
        List<T> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readRaw(topic)) {
            if (codec.decode(topic, record.value()) instanceof Decoded.Event(SpecificRecord event)
                    && type.isInstance(event)) {
                events.add(type.cast(event));
            }
        }
        return events;
    }

    List<ConsumerRecord<byte[], byte[]>> readRaw(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            return toTheEnd(consumer);
        }
    }

    /** What is committed on a topic now, and was not at the last call. */
    List<ConsumerRecord<byte[], byte[]>> readOn(Topic topic) {
        return toTheEnd(readers.computeIfAbsent(topic, this::fromTheBeginning));
    }

    private KafkaConsumer<byte[], byte[]> fromTheBeginning(Topic topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clients.rawConsumer("test-wire"));
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static List<ConsumerRecord<byte[], byte[]>> toTheEnd(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        packing.close();
        readers.values().forEach(KafkaConsumer::close);
        codec.close();
    }
}
