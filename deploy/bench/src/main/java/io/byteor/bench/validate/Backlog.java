package io.byteor.bench.validate;

import io.byteor.bench.kafka.Arrivals;
import io.byteor.bench.kafka.Arrivals.Arrival;
import io.byteor.schemas.kafka.ClientSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Requests that lie there all at once: they are written in one transaction, and time runs from its commit. */
record Backlog(ClientSettings clients) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Requests answered each second, until the last answer is seen. */
    double run(Track track, List<Order> orders) {
        try (var producer = new KafkaProducer<String, byte[]>(
                        clients.transactionalProducer("bench-backlog", "bench-backlog"));
                var arrivals = new Arrivals(clients, track.to())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Order order : orders) {
                Future<RecordMetadata> _ =
                        producer.send(new ProducerRecord<>(track.from(), order.replayId(), order.value()));
            }
            producer.flush();
            long start = System.nanoTime();
            producer.commitTransaction();
            List<Arrival> answers = arrivals.await(orders.size());
            double seconds = (answers.getLast().at() - start) / NANOS_PER_SECOND;
            requireAll(track, orders, answers);
            return orders.size() / seconds;
        }
    }

    private static void requireAll(Track track, List<Order> orders, List<Arrival> answers) {
        Set<String> answered = new HashSet<>();
        answers.forEach(answer -> answered.add(track.reading().apply(answer.value())));
        for (Order order : orders) {
            if (!answered.contains(order.replayId())) {
                throw new IllegalStateException(track.name() + " did not answer " + order.replayId());
            }
        }
    }
}
