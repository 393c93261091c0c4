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
    /** Of key and value. Below what a broker takes by default, with room for a store's stamp: beyond it, no retry would ever end. */
    static final int LARGEST = 1_000_000;

    private final EventCodec codec;
    private final ProcessorContext<byte[], byte[]> context;
    private final List<Letter> letters = new ArrayList<>();

    Outbox(EventCodec codec, ProcessorContext<byte[], byte[]> context) {
        this.codec = codec;
        this.context = context;
    }

    private record Letter(Topic topic, byte[] key, byte @Nullable [] value) {
        long size() {
            return (long) key.length + (value == null ? 0 : value.length);
        }
    }

    /** Answers the event as it will be sent. */
    byte[] add(Topic topic, String key, SpecificRecord event) {
        byte[] value = codec.encode(topic, event);
        Letter letter = new Letter(topic, key.getBytes(StandardCharsets.UTF_8), value);
        if (letter.size() > LARGEST) {
            throw new IllegalStateException("%s of %d bytes for %s is larger than %d"
                    .formatted(event.getSchema().getName(), letter.size(), topic.topicName(), LARGEST));
        }
        letters.add(letter);
        return value;
    }

    /** Takes back what stands under the key of a compacted topic. */
    void remove(Topic topic, String key) {
        letters.add(new Letter(topic, key.getBytes(StandardCharsets.UTF_8), null));
    }

    void send(Instant now) {
        for (Letter letter : letters) {
            context.forward(new Record<>(letter.key(), letter.value(), now.toEpochMilli()), Names.sink(letter.topic()));
        }
        letters.clear();
    }

    void discard() {
        letters.clear();
    }
}
