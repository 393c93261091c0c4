package io.byteor.validator;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads what another release wrote once it is told how. Whoever would wait for that fails at once. Belongs to one thread. */
public final class LearningCodec implements EventCodec {
    /** Instead of the magic byte, of what another release wrote. */
    private static final byte FOREIGN = 1;

    private final EventCodec codec = new InMemoryEventCodec();
    private Knowledge knowledge = Knowledge.NOT_YET;

    public enum Knowledge {
        NOT_YET,
        KNOWN,
        /** The registry has no such schema. */
        NEVER
    }

    public void learn(Knowledge learnt) {
        knowledge = learnt;
    }

    /** As another release would write it. */
    public byte[] foreign(Topic topic, SpecificRecord event) {
        byte[] bytes = codec.encode(topic, event);
        bytes[0] = FOREIGN;
        return bytes;
    }

    @Override
    public byte[] encode(Topic topic, SpecificRecord event) {
        return codec.encode(topic, event);
    }

    @Override
    public Decoded decode(Topic topic, byte @Nullable [] bytes) {
        return decodeWithin(topic, bytes, Duration.ZERO)
                .orElseThrow(() -> new AssertionError("this thread would wait for the registry"));
    }

    @Override
    public Optional<Decoded> decodeWithin(Topic topic, byte @Nullable [] bytes, Duration patience) {
        if (bytes == null || bytes.length == 0 || bytes[0] != FOREIGN) {
            return Optional.of(codec.decode(topic, bytes));
        }
        return switch (knowledge) {
            case NOT_YET -> Optional.empty();
            case KNOWN -> {
                byte[] own = bytes.clone();
                own[0] = 0;
                yield Optional.of(codec.decode(topic, own));
            }
            case NEVER -> Optional.of(new Decoded.Poison(ErrorCode.SCHEMA_UNKNOWN, "foreign"));
        };
    }

    @Override
    public void close() {}
}
