package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.Entry;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a record is to the store; the same bytes are always the same. */
sealed interface Reading {
    /** It becomes rows. */
    record Fit(Entry entry) implements Reading {}

    /** It can never be rows. */
    record Unfit(ErrorCode code, String detail) implements Reading {}

    /** Whoever wrote it has forgotten the key. */
    record Forgotten() implements Reading {}

    /** Decodes and checks. Waits while the registry is away. */
    static Reading of(EventCodec codec, Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null && topic.cleanup() == Topic.Cleanup.COMPACT) {
            return new Forgotten();
        }
        return switch (codec.decode(topic, value)) {
            case Decoded.Poison(var code, var detail) -> new Unfit(code, detail);
            case Decoded.Event(var event) -> {
                try {
                    yield new Fit(Admission.admit(key == null ? "" : new String(key, StandardCharsets.UTF_8), event));
                } catch (ByteorException e) {
                    yield new Unfit(e.code(), e.detail());
                }
            }
        };
    }
}
