package io.byteor.e2e.kafka;

import io.byteor.launcher.credential.ClientFile;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** One topic, read committed and written by somebody who has nothing to do with the services. Not thread-safe. */
public final class FactReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topic topic;
    private final ClientSettings clients;
    private final RegistryEventCodec codec;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> begin = Map.of();

    /** @param topic its schemas are registered where they are not yet */
    public FactReader(ClientFile client, Topic topic) {
        this.topic = topic;
        this.clients = ClientSettings.of(client.bootstrapServers());
        this.codec = RegistryEventCodec.open(
                new RegistrySettings(client.registry(), true), List.of(topic), RegistryListener.NONE);
        this.consumer = new KafkaConsumer<>(clients.consumer("fact-reader"));
        this.partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    /** Reads only what is written from now on. */
    public static FactReader fromNow(ClientFile client, Topic topic) {
        FactReader reader = new FactReader(client, topic);
        reader.begin = reader.consumer.endOffsets(reader.partitions);
        return reader;
    }

    /**
     * All that is committed now of a type.
     *
     * @throws IllegalStateException if a record does not decode
     */
    public <T extends SpecificRecord> List<T> all(Class<T> type) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        begin.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<T> read = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                SpecificRecord event = event(record.value());
                if (type.isInstance(event)) {
                    read.add(type.cast(event));
                }
            }
        }
        return read;
    }

    private SpecificRecord event(byte[] value) {
        if (codec.decode(topic, value) instanceof Decoded.Event(SpecificRecord event)) {
            return event;
        }
        throw new IllegalStateException("a record on " + topic.topicName() + " does not decode");
    }

    /** Writes an event in the place of the service that would. */
    public void write(String key, SpecificRecord event) {
        try (var producer = new KafkaProducer<String, byte[]>(clients.producer("fact-writer"))) {
            var _ = producer.send(new ProducerRecord<>(topic.topicName(), key, codec.encode(topic, event)));
        }
    }

    @Override
    public void close() {
        consumer.close();
        codec.close();
    }
}
