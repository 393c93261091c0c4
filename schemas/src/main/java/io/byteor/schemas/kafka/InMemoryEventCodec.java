package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The same framing without a registry, for tests and topologies driven in memory. Content ids are given by the catalogue's order
 * from 1, so every instance reads what another wrote.
 */
public final class InMemoryEventCodec implements EventCodec {
    private final Map<Class<?>, Integer> ids = new HashMap<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<Topic, Map<Integer, DatumReader<SpecificRecord>>> readers = new EnumMap<>(Topic.class);

    public InMemoryEventCodec() {
        for (Topic topic : Topic.values()) {
            Map<Integer, DatumReader<SpecificRecord>> ofTopic = new HashMap<>();
            for (Class<? extends SpecificRecord> type : topic.recordTypes()) {
                Schema schema = AvroFrame.schemaOf(type);
                int id = ids.computeIfAbsent(type, _ -> {
                    schemas.add(schema);
                    return schemas.size();
                });
                AvroFrame.reader(topic, schema).ifPresent(reader -> ofTopic.put(id, reader));
            }
            readers.put(topic, ofTopic);
        }
    }

    @Override
    public byte[] encode(Topic topic, SpecificRecord event) {
        Integer id = ids.get(event.getClass());
        if (id == null || !topic.recordTypes().contains(event.getClass())) {
            throw new IllegalArgumentException(
                    topic.topicName() + " holds no " + event.getClass().getName());
        }
        return AvroFrame.write(id, event);
    }

    @Override
    public Decoded decode(Topic topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return AvroFrame.undecodable("the record has no value");
        }
        if (!AvroFrame.framed(bytes)) {
            return AvroFrame.undecodable("no magic byte and content id");
        }
        int id = AvroFrame.contentId(bytes);
        if (id < 1 || id > schemas.size()) {
            return new Decoded.Poison(ErrorCode.SCHEMA_UNKNOWN, "content id " + id);
        }
        DatumReader<SpecificRecord> reader =
                readers.getOrDefault(topic, Map.of()).get(id);
        return reader == null ? AvroFrame.unexpected(topic, schemas.get(id - 1)) : AvroFrame.read(bytes, reader);
    }

    @Override
    public Optional<Decoded> decodeWithin(Topic topic, byte @Nullable [] bytes, Duration patience) {
        return Optional.of(decode(topic, bytes));
    }

    @Override
    public void close() {}
}
