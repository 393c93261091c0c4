package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The codec for calls that somebody waits for: where a schema registry that is away would
 * hold one up, it is refused. Thread-safe. */
public final class PromptCodec implements EventCodec {
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventCodec codec;

    /** @param codec the caller closes it */
    public PromptCodec(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public byte[] encode(Topic topic, SpecificRecord event) {
        return codec.encode(topic, event);
    }

    /** @throws ByteorException UNAVAILABLE where it is not known yet what the bytes are */
    @Override
    public Decoded decode(Topic topic, byte @Nullable [] bytes) {
        return codec.decodeWithin(topic, bytes, PATIENCE)
                .orElseThrow(() ->
                        new ByteorException(ErrorCode.UNAVAILABLE, "the schema of what stands here is not known yet"));
    }

    @Override
    public Optional<Decoded> decodeWithin(Topic topic, byte @Nullable [] bytes, Duration patience) {
        return codec.decodeWithin(topic, bytes, patience);
    }

    @Override
    public void close() {}
}
