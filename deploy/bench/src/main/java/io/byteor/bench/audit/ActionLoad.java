package io.byteor.bench.audit;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Actions and audits that become visible all at once, by the commit of one transaction. Settings of the producer are those of the
 * runner's, with larger batches; replays take turns, record by record.
 */
final class ActionLoad {
    private static final int TIMEOUT_MS = 600_000;

    private final ClientSettings clients;
    private final EventCodec codec;

    ActionLoad(ClientSettings clients, EventCodec codec) {
        this.clients = clients;
        this.codec = codec;
    }

    /** Replays of one run: their ids and how many actions each has. */
    record Run(String prefix, int replays, int actions) {
        List<String> ids() {
            return IntStream.range(0, replays)
                    .mapToObj(replay -> "%s-%s-%04d".formatted(prefix, "7c9e6679-7425-40de-944b", replay))
                    .toList();
        }

        long total() {
            return (long) replays * actions;
        }
    }

    /**
     * What became visible.
     *
     * @param begin when the commit began, in nanoseconds
     * @param ends behind the last action of each partition that has any
     */
    record Written(long begin, Map<Integer, Long> ends) {}

    /** Writes them, and commits when {@code ready} returns. */
    Written write(Run run, Ready ready) throws Exception {
        Map<String, Object> settings = clients.transactionalProducer("bench-actions", "bench-actions");
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        Map<Integer, Long> ends = new ConcurrentHashMap<>();
        try (var producer = new KafkaProducer<String, byte[]>(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            List<SampleReplay> replays =
                    run.ids().stream().map(SampleReplay::new).toList();
            for (int action = 0; action < run.actions(); action++) {
                for (SampleReplay replay : replays) {
                    var _ = producer.send(
                            record(Topic.REPLAY_ACTION, replay.id(), replay.next()), (written, failure) -> {
                                if (failure == null) { // else the commit fails
                                    ends.merge(written.partition(), written.offset() + 1, Math::max);
                                }
                            });
                }
            }
            for (SampleReplay replay : replays) {
                var _ = producer.send(record(Topic.REPLAY_AUDITED, replay.id(), replay.audit()));
            }
            producer.flush();
            ready.await();
            long begin = System.nanoTime();
            producer.commitTransaction();
            return new Written(begin, Map.copyOf(ends));
        }
    }

    private ProducerRecord<String, byte[]> record(Topic topic, String key, SpecificRecord event) {
        return new ProducerRecord<>(topic.topicName(), key, codec.encode(topic, event));
    }

    /** Where each partition goes on. */
    Map<Integer, Long> positions() {
        String topic = Topic.REPLAY_ACTION.topicName();
        Map<Integer, Long> positions = new TreeMap<>();
        try (var consumer = new KafkaConsumer<String, byte[]>(clients.consumer("bench-ends"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach((partition, end) -> positions.put(partition.partition(), end));
        }
        return positions;
    }

    /** Waits until the others are quiet. */
    @FunctionalInterface
    interface Ready {
        void await() throws InterruptedException;
    }
}
