package io.byteor.audit.intake.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends records to the dead letter. A record is there at least once: when the batch it was found in is not taken in the end,
 * it is sent again with the next attempt. Thread-safe.
 */
final class DeadLetters implements AutoCloseable {
    private static final String BY = "audit-sink";

    private final Producer<byte[], byte[]> producer;

    DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** A record and why it cannot be a row. */
    record Unfit(ConsumerRecord<byte[], byte[]> origin, ErrorCode code, String detail) {}

    /** Returns when all of them are acknowledged. */
    void send(List<Unfit> unfit) {
        List<Future<?>> sent = new ArrayList<>(unfit.size());
        for (Unfit letter : unfit) {
            sent.add(producer.send(DeadLetter.of(letter.origin(), letter.code(), letter.detail(), BY)));
        }
        for (Future<?> acknowledgement : sent) {
            try {
                acknowledgement.get();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                throw new KafkaException("the dead letter was not acknowledged", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
