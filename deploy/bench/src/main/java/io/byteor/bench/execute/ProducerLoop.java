package io.byteor.bench.execute;

import io.byteor.runner.kafka.RunnerClients;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Records out of memory, by the runner's own producer, in transactions of as long a time. */
final class ProducerLoop {
    private static final Duration TRANSACTION = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(100);
    /** So many of an execute's records stand for all, over and over. */
    private static final int SAMPLED = 50_000;

    private final RunnerClients clients;
    private final int records;
    private final Sending sending;

    private ProducerLoop(BrokerProcess broker, int records, Sending sending) {
        this.clients = new RunnerClients(broker.clients(), "bench-loop");
        this.records = records;
        this.sending = sending;
    }

    /** Sends what belongs to one captured record. */
    @FunctionalInterface
    private interface Sending {
        void send(Producer<byte[], byte[]> producer, int number);
    }

    /** The captured keys and payloads alone. */
    static ProducerLoop bare(BrokerProcess broker, CapturedLoad load)
            throws InterruptedException, ExecutionException, IOException {
        String topic = broker.newTopic("bench.loop");
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        load.forEach((key, payload) -> {
            keys.add(key);
            payloads.add(payload);
        });
        return new ProducerLoop(broker, keys.size(), (producer, i) -> {
            var _ = producer.send(new ProducerRecord<>(topic, keys.get(i), payloads.get(i)));
        });
    }

    /**
     * For every captured record an effect and an action, headers and all, as an execute wrote them: what the client and the broker
     * take for them.
     *
     * @param executed topic of the effects of an execute that has ended
     */
    static ProducerLoop writingAsMuch(BrokerProcess broker, CapturedLoad load, String executed)
            throws InterruptedException, ExecutionException {
        List<ConsumerRecord<byte[], byte[]>> effects = written(broker.clients(), executed);
        List<ConsumerRecord<byte[], byte[]>> actions = written(broker.clients(), Topic.REPLAY_ACTION.topicName());
        String effectTopic = broker.newTopic("bench.loop.effects");
        String actionTopic = broker.newTopic("bench.loop.actions");
        return new ProducerLoop(broker, load.records(), (producer, i) -> {
            var _ = producer.send(like(effects.get(i % SAMPLED), effectTopic));
            var _ = producer.send(like(actions.get(i % SAMPLED), actionTopic));
        });
    }

    private static ProducerRecord<byte[], byte[]> like(ConsumerRecord<byte[], byte[]> written, String topic) {
        return new ProducerRecord<>(topic, null, written.key(), written.value(), written.headers());
    }

    private static List<ConsumerRecord<byte[], byte[]>> written(ClientSettings clients, String topic) {
        List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>(SAMPLED);
        try (var consumer = new KafkaConsumer<>(
                clients.consumer("bench-written"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (written.size() < SAMPLED) {
                consumer.poll(POLL).forEach(written::add);
            }
        }
        return written;
    }

    /** Captured records each second, from the first one to the last commit. */
    double run() {
        try (Producer<byte[], byte[]> producer = clients.transactional("loop", "bench-loop")) {
            producer.initTransactions();
            long start = System.nanoTime();
            producer.beginTransaction();
            long began = start;
            for (int i = 0; i < records; i++) {
                sending.send(producer, i);
                if (System.nanoTime() - began >= TRANSACTION.toNanos()) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                    began = System.nanoTime();
                }
            }
            producer.commitTransaction();
            return records / ((System.nanoTime() - start) / 1e9);
        }
    }
}
