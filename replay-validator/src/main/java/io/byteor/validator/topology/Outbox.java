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

/** What one command causes, held back until all of it is known and encoded, so that a fault leaves nothing half said. */
final class Outbox {
    private final EventCodec codec;
    private final ProcessorContext<byte[], byte[]> context;
    private final List<Letter> letters = new ArrayList<>();

    Outbox(EventCodec codec, ProcessorContext<byte[], byte[]> context) {
        this.codec = codec;
        this.context = context;
    }

    private record Letter(Topic topic, String key, byte[] value) {}

    void add(Topic topic, String key, SpecificRecord event) {
        letters.add(new Letter(topic, key, codec.encode(topic, event)));
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
