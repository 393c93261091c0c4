package io.byteor.bench.execute;

import io.byteor.runner.kafka.RunnerClients;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The same keys and payloads out of memory, by the runner's own producer, in transactions of as long a time. */
final class ProducerLoop {
    private static final Duration TRANSACTION = Duration.ofMillis(100);

    private final RunnerClients clients;
    private final String topic;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();

    ProducerLoop(BrokerProcess broker, CapturedLoad load) throws InterruptedException, ExecutionException, IOException {
        this.clients = new RunnerClients(broker.clients(), "bench-loop");
        this.topic = broker.newTopic("bench.loop");
        load.forEach((key, payload) -> {
            keys.add(key);
            payloads.add(payload);
        });
    }

    /** Records each second, from the first one to the last commit. */
    double run() {
        try (Producer<byte[], byte[]> producer = clients.transactional("loop", "bench-loop")) {
            producer.initTransactions();
            long start = System.nanoTime();
            producer.beginTransaction();
            long began = start;
            for (int i = 0; i < keys.size(); i++) {
                var _ = producer.send(new ProducerRecord<>(topic, keys.get(i), payloads.get(i)));
                if (System.nanoTime() - began >= TRANSACTION.toNanos()) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                    began = System.nanoTime();
                }
            }
            producer.commitTransaction();
            return keys.size() / ((System.nanoTime() - start) / 1e9);
        }
    }
}
