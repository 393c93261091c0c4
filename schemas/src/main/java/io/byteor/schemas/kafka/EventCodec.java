package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back: a zero byte, the content id of the writer's schema in four bytes (big-endian), the Avro binary
 * form. The types of this release are pinned when the codec is opened, so that encoding, and decoding what this release wrote,
 * asks nobody. A content id that is not pinned is looked up once.
 *
 * <p>Where the registry cannot be asked, calls wait and try again with growing pauses until it can: an outage skips nothing and
 * never turns into poison. An interrupt, or closing the codec, ends the wait with Kafka's
 * {@link org.apache.kafka.common.errors.InterruptException}; the interrupt flag is then set.
 *
 * <p>Thread-safe.
 */
public interface EventCodec extends AutoCloseable {
    /**
     * The bytes of an event.
     *
     * @throws IllegalArgumentException if the topic does not hold events of this type or was not named when the codec was opened
     */
    byte[] encode(Topic topic, SpecificRecord event);

    /**
     * The event that the bytes are, in the shape of this release. No bytes at all are poison: whoever reads a compacted topic
     * looks for tombstones first.
     */
    Decoded decode(Topic topic, byte @Nullable [] bytes);

    /** Frees the connection to the registry and ends calls that wait for it. */
    @Override
    void close();
}
