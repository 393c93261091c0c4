package io.byteor.ingest;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what has been announced, all of it each time. */
final class CapturedEvents {
    private CapturedEvents() {}

    static List<BundleCaptured> all() {
        Backends backends = TestBackends.shared();
        List<TopicPartition> partitions = List.of(new TopicPartition(Topic.BUNDLE_CAPTURED.topicName(), 0));
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                        ClientSettings.of(backends.broker().bootstrapServers()).consumer("captured-events"));
                RegistryEventCodec codec = RegistryEventCodec.open(
                        new RegistrySettings(backends.registry().url(), true),
                        List.of(Topic.BUNDLE_CAPTURED),
                        RegistryListener.NONE)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().iterator().next();
            List<BundleCaptured> read = new ArrayList<>();
            while (consumer.position(partitions.getFirst()) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(decoded(codec, record));
                }
            }
            return read;
        }
    }

    static long count(TestBundle bundle) {
        return all().stream()
                .filter(event -> event.getBundleId().equals(bundle.id().toString()))
                .count();
    }

    private static BundleCaptured decoded(RegistryEventCodec codec, ConsumerRecord<String, byte[]> record) {
        return switch (codec.decode(Topic.BUNDLE_CAPTURED, record.value())) {
            case Decoded.Event(BundleCaptured event) when event.getBundleId().equals(record.key()) -> event;
            case Decoded other -> throw new AssertionError("unexpected " + other);
        };
    }
}
