package io.byteor.e2e.kafka;

import io.byteor.launcher.credential.ClientFile;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads all that has been announced of captured bundles. */
public final class CapturedReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private CapturedReader() {}

    /**
     * Every announcement in order, repeated ones too.
     *
     * @param begin the offset of the first
     * @throws IllegalStateException if a record is none, or its key is not its bundle id
     */
    public static List<BundleCaptured> all(ClientFile client, long begin) {
        var partition = new TopicPartition(Topic.BUNDLE_CAPTURED.topicName(), 0);
        try (var consumer = new KafkaConsumer<String, byte[]>(
                        ClientSettings.of(client.bootstrapServers()).consumer("captured-reader"));
                var codec = RegistryEventCodec.open(
                        new RegistrySettings(client.registry(), false),
                        List.of(Topic.BUNDLE_CAPTURED),
                        RegistryListener.NONE)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, begin);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<BundleCaptured> read = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(POLL)
                        .forEach(record ->
                                read.add(event(record.key(), codec.decode(Topic.BUNDLE_CAPTURED, record.value()))));
            }
            return read;
        }
    }

    private static BundleCaptured event(String key, Decoded decoded) {
        if (decoded instanceof Decoded.Event(BundleCaptured event)
                && event.getBundleId().equals(key)) {
            return event;
        }
        throw new IllegalStateException("no announcement of " + key + ": " + decoded);
    }
}
