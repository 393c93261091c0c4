package io.byteor.runner.kafka;

import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.Decoded;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Where unreadable records go that are met outside of a transaction. Written before the reader goes on. Thread-safe. */
final class DeadLetters implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final String by;

    DeadLetters(RunnerClients clients) {
        this.by = "replay-runner " + clients.runner();
        this.producer = new KafkaProducer<>(
                clients.settings().rawProducer("byteor-runner-" + clients.runner() + "-dead-letter"));
    }

    void send(ConsumerRecord<byte[], byte[]> record, Decoded.Poison poison) {
        try {
            var _ = producer.send(DeadLetter.of(record, poison.code(), poison.detail(), by))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
