package io.byteor.e2e.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Effects on a target topic of one partition, seen by consumers that have nothing to do with the runner. */
public final class EffectReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final TopicPartition partition;

    public EffectReader(String bootstrapServers, String name) {
        this.bootstrapServers = bootstrapServers;
        this.partition = new TopicPartition(name, 0);
    }

    /** Offset after the last record written, committed or not: how far a replay has come. */
    public long written() {
        try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /** Counts the committed effects by origin sequence. */
    public EffectCount committed() {
        var count = new EffectCount();
        try (var consumer = consumer(IsolationLevel.READ_COMMITTED)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL)
                        .forEach(record -> count.add(sequence(record.headers().lastHeader(ProvenanceHeader.ORIGIN))));
            }
        }
        return count;
    }

    private static long sequence(Header origin) {
        String text = new String(origin.value(), UTF_8);
        return Long.parseLong(text.substring(text.lastIndexOf('/') + 1));
    }

    private Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        Map<String, Object> settings = ClientSettings.of(bootstrapServers).rawConsumer("effect-reader");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        return new KafkaConsumer<>(settings);
    }
}
