package io.byteor.bench.audit;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Writes them, and commits when {@code ready} returns. Returns when the commit began, in nanoseconds. */
    long write(Run run, Ready ready) throws Exception {
        Map<String, Object> settings = clients.transactionalProducer("bench-actions", "bench-actions");
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try (var producer = new KafkaProducer<String, byte[]>(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            List<SampleReplay> replays =
                    run.ids().stream().map(SampleReplay::new).toList();
            for (int action = 0; action < run.actions(); action++) {
                for (SampleReplay replay : replays) {
                    send(producer, Topic.REPLAY_ACTION, replay.id(), replay.next());
                }
            }
            for (SampleReplay replay : replays) {
                send(producer, Topic.REPLAY_AUDITED, replay.id(), replay.audit());
            }
            producer.flush();
            ready.await();
            long begin = System.nanoTime();
            producer.commitTransaction();
            return begin;
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, Topic topic, String key, SpecificRecord event) {
        var _ = producer.send(new ProducerRecord<>(topic.topicName(), key, codec.encode(topic, event)));
    }

    /** Behind the last action of each partition that has any; the transaction's marker is the one record that follows it. */
    Map<Integer, Long> ends() {
        String topic = Topic.REPLAY_ACTION.topicName();
        Map<Integer, Long> ends = new TreeMap<>();
        try (var consumer = new KafkaConsumer<String, byte[]>(clients.consumer("bench-ends"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end - 1));
        }
        ends.values().removeIf(end -> end < 0);
        return ends;
    }

    /** Waits until the others are quiet. */
    @FunctionalInterface
    interface Ready {
        void await() throws InterruptedException;
    }
}
