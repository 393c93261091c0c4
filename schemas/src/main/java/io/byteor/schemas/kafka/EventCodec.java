package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back: a zero byte, the content id of the writer's schema in four bytes (big-endian), the Avro binary
 * form. The types of this release are pinned when the codec is opened, so that encoding, and decoding what this release wrote,
 * asks nobody. A content id that is not pinned is looked up once.
 *
 * <p>Where the registry cannot be asked, calls wait and try again with growing pauses until it can: an outage skips nothing and
 * never turns into poison. An interrupt, or closing the codec, ends the wait with Kafka's
 * {@link org.apache.kafka.common.errors.InterruptException}; the interrupt flag is then set. Who must not be held up calls
 * {@link #decodeWithin}.
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

    /**
     * The same for those who must not be held up by a registry that is away: empty as long as it is not known what the bytes are.
     * The registry then goes on being asked in the background, so that a later call answers.
     *
     * @param patience how long a content id is waited for, counted from when it was first asked for: while the registry is away
     *     the first call waits so long, further ones do not wait at all
     */
    Optional<Decoded> decodeWithin(Topic topic, byte @Nullable [] bytes, Duration patience);

    /** Frees the connection to the registry and ends calls that wait for it. */
    @Override
    void close();
}
