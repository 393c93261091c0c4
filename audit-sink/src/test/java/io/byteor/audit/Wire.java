package io.byteor.audit;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** The other end of the topics: writes what the sink reads, reads what it gave up. */
final class Wire implements AutoCloseable {
    private final EventCodec codec;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> deadLetters;

    Wire(String bootstrapServers, String registryUrl) {
        ClientSettings settings = ClientSettings.of(bootstrapServers);
        codec = RegistryEventCodec.open(
                new RegistrySettings(URI.create(registryUrl), true), List.of(Topic.values()), RegistryListener.NONE);
        Map<String, Object> sending = settings.rawProducer("wire");
        // Every send is waited for, so nothing ever comes to go with it.
        sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(sending);
        deadLetters = new KafkaConsumer<>(settings.rawConsumer("wire-dead-letters"));
        TopicPartition partition = new TopicPartition(Topic.DEAD_LETTER.topicName(), 0);
        deadLetters.assign(List.of(partition));
        deadLetters.seekToBeginning(List.of(partition));
    }

    RecordMetadata send(Topic topic, String key, SpecificRecord event) {
        return send(topic, key, codec.encode(topic, event));
    }

    RecordMetadata send(Topic topic, String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void sendAll(Topic topic, String key, List<? extends SpecificRecord> events) {
        events.forEach(event -> send(topic, key, event));
    }

    /** Those that came since the last call. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        deadLetters.poll(Duration.ofMillis(200)).forEach(letters::add);
        return letters;
    }

    @Override
    public void close() {
        producer.close();
        deadLetters.close();
        codec.close();
    }
}
