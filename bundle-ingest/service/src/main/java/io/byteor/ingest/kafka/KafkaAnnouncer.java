package io.byteor.ingest.kafka;

import io.byteor.ingest.capture.Announcer;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Announces by an idempotent producer and waits for all in-sync replicas. Owns neither producer nor codec. */
public final class KafkaAnnouncer implements Announcer {
    private final Producer<String, byte[]> producer;
    private final EventCodec codec;
    private final Duration timeout;

    public KafkaAnnouncer(Producer<String, byte[]> producer, EventCodec codec, Duration timeout) {
        this.producer = producer;
        this.codec = codec;
        this.timeout = timeout;
    }

    @Override
    public void announce(BundleCaptured bundle) {
        deliver(
                bundle.getBundleId(),
                bundle,
                "the bundle is stored; its announcement is not confirmed yet and will be tried again");
    }

    @Override
    public void announce(BundleDeleted bundle) {
        deliver(
                bundle.getBundleId(),
                bundle,
                "the bundle is still stored; that it is to be deleted is not confirmed yet");
    }

    private void deliver(String bundleId, SpecificRecord event, String standing) {
        byte[] value = codec.encode(Topic.BUNDLE_CAPTURED, event);
        try {
            producer.send(new ProducerRecord<>(Topic.BUNDLE_CAPTURED.topicName(), bundleId, value))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notTaken(bundleId, standing, e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (e instanceof RecordTooLargeException || e.getCause() instanceof RecordTooLargeException) {
                throw new ByteorException(
                        ErrorCode.SEGMENTS_EXCEEDED,
                        "the bundle has too many segments for one announcement",
                        "bundleId",
                        bundleId,
                        e);
            }
            throw notTaken(bundleId, standing, e);
        }
    }

    private static ByteorException notTaken(String bundleId, String standing, Exception cause) {
        return new ByteorException(ErrorCode.UNAVAILABLE, standing, "bundleId", bundleId, cause);
    }
}
