package io.byteor.bench.validate;

import io.byteor.bench.kafka.Arrivals;
import io.byteor.bench.kafka.Arrivals.Arrival;
import io.byteor.schemas.kafka.ClientSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * An open loop: requests are due at a fixed rate, whatever has been answered, and each latency counts from when its request was
 * due, so that a stall is charged to all who would have asked meanwhile.
 *
 * @param perSecond requests a second
 * @param leadIn requests at the beginning that are sent and answered like all others, and not counted
 */
record PacedLoad(ClientSettings clients, int perSecond, int leadIn) {
    private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(100);

    Latencies run(Track track, List<Order> orders) throws Exception {
        try (var producer = new KafkaProducer<String, byte[]>(clients.producer("bench-paced"));
                var arrivals = new Arrivals(clients, track.to());
                var sender = Executors.newSingleThreadExecutor()) {
            producer.partitionsFor(track.from());
            // What was made to prepare this is collected now, not on the cores and in the time of those who are
            // measured.
            System.gc();
            long start = System.nanoTime() + AHEAD;
            Future<?> sent = sender.submit(() -> send(producer, track.from(), orders, start));
            List<Arrival> answers = arrivals.await(orders.size());
            sent.get();
            return latencies(track, orders, answers, start);
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, String topic, List<Order> orders, long start) {
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            for (long left = due(i, start) - System.nanoTime(); left > 0; left = due(i, start) - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, order.replayId(), order.value()));
        }
    }

    private Latencies latencies(Track track, List<Order> orders, List<Arrival> answers, long start) {
        Map<String, Long> answered = new HashMap<>();
        answers.forEach(answer -> answered.put(track.reading().apply(answer.value()), answer.at()));
        long[] nanos = new long[orders.size() - leadIn];
        for (int i = leadIn; i < orders.size(); i++) {
            Long at = answered.get(orders.get(i).replayId());
            if (at == null) {
                throw new IllegalStateException(
                        track.name() + " did not answer " + orders.get(i).replayId());
            }
            nanos[i - leadIn] = at - due(i, start);
        }
        return new Latencies(nanos);
    }

    private long due(int number, long start) {
        return start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
