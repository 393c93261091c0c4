package io.byteor.schemas.access.kafka;

import io.byteor.schemas.access.AccessChannel;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Accesses onto {@code byteor.access}, keyed by their id. Thread-safe.
 *
 * @param producer an idempotent one that waits for all in-sync replicas; stays whoever's it is
 * @param atMost how long the acknowledgement is waited for
 */
public record KafkaAccesses(EventCodec codec, Producer<String, byte[]> producer, Duration atMost)
        implements AccessChannel {
    @Override
    public void tell(AccessRecorded access) {
        try {
            producer.send(record(access)).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw untold(access, e);
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            throw untold(access, e); // a closed producer is an IllegalStateException
        }
    }

    @Override
    public void tell(AccessRecorded access, Runnable lost) {
        try {
            var _ = producer.send(record(access), (_, failure) -> {
                if (failure != null) {
                    lost.run();
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            lost.run(); // which is counted
        }
    }

    private ProducerRecord<String, byte[]> record(AccessRecorded access) {
        return new ProducerRecord<>(Topic.ACCESS.topicName(), access.getAccessId(), codec.encode(Topic.ACCESS, access));
    }

    private static ByteorException untold(AccessRecorded access, Exception cause) {
        return new ByteorException(
                ErrorCode.UNAVAILABLE,
                "nothing is handed out that no record can be kept of: the broker does not answer",
                "accessId",
                access.getAccessId(),
                cause);
    }
}
