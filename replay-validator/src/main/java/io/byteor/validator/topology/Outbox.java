package io.byteor.validator.topology;

import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What one command causes, held back until all of it is known and encoded, so that a fault leaves nothing half said. */
final class Outbox {
    /** Below what a broker takes by default, with room for key, headers and a store's stamp: beyond it, no retry would ever end. */
    static final int LARGEST = 1_000_000;

    private final EventCodec codec;
    private final ProcessorContext<byte[], byte[]> context;
    private final List<Letter> letters = new ArrayList<>();

    Outbox(EventCodec codec, ProcessorContext<byte[], byte[]> context) {
        this.codec = codec;
        this.context = context;
    }

    private record Letter(Topic topic, String key, byte @Nullable [] value) {}

    /** Answers the event as it will be sent. */
    byte[] add(Topic topic, String key, SpecificRecord event) {
        byte[] value = codec.encode(topic, event);
        if (value.length > LARGEST) {
            throw new IllegalStateException("%s of %d bytes for %s is larger than %d"
                    .formatted(event.getSchema().getName(), value.length, topic.topicName(), LARGEST));
        }
        letters.add(new Letter(topic, key, value));
        return value;
    }

    /** Takes back what stands under the key of a compacted topic. */
    void remove(Topic topic, String key) {
        letters.add(new Letter(topic, key, null));
    }

    void send(Instant now) {
        for (Letter letter : letters) {
            Record<byte[], byte[]> record =
                    new Record<>(letter.key().getBytes(StandardCharsets.UTF_8), letter.value(), now.toEpochMilli());
            context.forward(record, Names.sink(letter.topic()));
        }
        letters.clear();
    }

    void discard() {
        letters.clear();
    }
}
