package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventCodec} with the schema registry behind it. What it writes, Apicurio's {@code AvroKafkaDeserializer} reads, and the
 * other way round.
 */
public final class RegistryEventCodec implements EventCodec {
    private final SchemaRegistry registry;
    private final Persistence persistence;
    private final Inquiries inquiries;
    private final Map<Topic, Map<Class<?>, Integer>> written = new EnumMap<>(Topic.class);
    private final Map<Topic, Map<Integer, Known>> read = new EnumMap<>(Topic.class);

    RegistryEventCodec(SchemaRegistry registry, Collection<Topic> topics, Persistence persistence) {
        this.registry = registry;
        this.persistence = persistence;
        this.inquiries = new Inquiries(this::find);
        for (Topic topic : Topic.values()) {
            read.put(topic, new ConcurrentHashMap<>());
        }
        topics.forEach(this::pin);
    }

    /**
     * Opens a codec for these topics. Returns when each of their schemas has been pinned, however long the registry is away.
     *
     * @param topics what will be encoded and decoded; any other topic can be decoded all the same
     * @throws IllegalStateException if the registry refuses a schema, or lacks one that must not be registered
     * @throws org.apache.kafka.common.errors.InterruptException if interrupted while the registry is away
     */
    public static RegistryEventCodec open(
            RegistrySettings settings, Collection<Topic> topics, RegistryListener listener) {
        return new RegistryEventCodec(new ApicurioSchemaRegistry(settings), topics, new Persistence(listener));
    }

    @Override
    public byte[] encode(Topic topic, SpecificRecord event) {
        Integer id = written.getOrDefault(topic, Map.of()).get(event.getClass());
        if (id == null) {
            throw new IllegalArgumentException(
                    "not opened to write " + event.getClass().getSimpleName() + " to " + topic.topicName());
        }
        return AvroFrame.write(id, event);
    }

    @Override
    public Decoded decode(Topic topic, byte @Nullable [] bytes) {
        if (bytes == null || !AvroFrame.framed(bytes)) {
            return unframed(bytes);
        }
        int id = AvroFrame.contentId(bytes);
        Known known = ofTopic(topic).get(id);
        return known == null ? decode(topic, bytes, find(id)) : decode(topic, bytes, known);
    }

    @Override
    public Optional<Decoded> decodeWithin(Topic topic, byte @Nullable [] bytes, Duration patience) {
        if (bytes == null || !AvroFrame.framed(bytes)) {
            return Optional.of(unframed(bytes));
        }
        int id = AvroFrame.contentId(bytes);
        Known known = ofTopic(topic).get(id);
        return known == null
                ? inquiries.answer(id, patience).map(found -> decode(topic, bytes, found))
                : Optional.of(decode(topic, bytes, known));
    }

    private static Decoded unframed(byte @Nullable [] bytes) {
        return AvroFrame.undecodable(bytes == null ? "the record has no value" : "no magic byte and content id");
    }

    private Decoded decode(Topic topic, byte[] bytes, Optional<Schema> found) {
        int id = AvroFrame.contentId(bytes);
        if (found.isEmpty()) {
            // Not kept: the answer for an id may change when a registry's data is restored.
            return new Decoded.Poison(ErrorCode.SCHEMA_UNKNOWN, "content id " + id);
        }
        Known known =
                new Known(found.get(), AvroFrame.reader(topic, found.get()).orElse(null));
        ofTopic(topic).put(id, known);
        return decode(topic, bytes, known);
    }

    private static Decoded decode(Topic topic, byte[] bytes, Known known) {
        return known.reader() == null
                ? AvroFrame.unexpected(topic, known.writer())
                : AvroFrame.read(bytes, known.reader());
    }

    private Optional<Schema> find(int id) {
        return persistence.ask("the schema with content id " + id, () -> registry.find(id));
    }

    private Map<Integer, Known> ofTopic(Topic topic) {
        return Objects.requireNonNull(read.get(topic));
    }

    @Override
    public void close() {
        persistence.end();
        registry.close();
    }

    private void pin(Topic topic) {
        Map<Class<?>, Integer> ids = new HashMap<>();
        for (Class<? extends SpecificRecord> type : topic.recordTypes()) {
            Schema schema = AvroFrame.schemaOf(type);
            int id = persistence.ask("the schema of " + type.getSimpleName(), () -> registry.pin(topic, schema));
            ids.put(type, id);
            ofTopic(topic)
                    .put(id, new Known(schema, AvroFrame.reader(topic, schema).orElse(null)));
        }
        written.put(topic, Map.copyOf(ids));
    }

    /** A writer's schema, and the reader for it where the topic holds its type. */
    private record Known(Schema writer, @Nullable DatumReader<SpecificRecord> reader) {}
}
