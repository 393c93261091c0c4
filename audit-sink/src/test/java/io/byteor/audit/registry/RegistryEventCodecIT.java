package io.byteor.audit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec with a real registry behind it. */
class RegistryEventCodecIT {
    private static final URI REGISTRY = TestBackends.shared().registry().url();
    private static RegistryEventCodec codec;

    record Case(Topic topic, Class<? extends SpecificRecord> type) {}

    @BeforeAll
    static void open() {
        codec = open(REGISTRY, true, List.of(Topic.values()), RegistryListener.NONE);
    }

    @AfterAll
    static void close() {
        codec.close();
    }

    static Stream<Case> events() {
        return Stream.of(Topic.values())
                .flatMap(topic -> topic.recordTypes().stream().map(type -> new Case(topic, type)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsAndWritesWhatApicuriosOwnSerdesDo(Case event) throws IOException {
        SpecificRecord sample = sample(event.type());
        byte[] bytes = codec.encode(event.topic(), sample);

        assertThat(codec.decode(event.topic(), bytes)).isEqualTo(new Decoded.Event(sample));
        try (AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>();
                AvroKafkaDeserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>()) {
            serializer.configure(
                    Map.of(
                            "apicurio.registry.url", REGISTRY.toString(),
                            "apicurio.registry.dereference-schema", "true",
                            "apicurio.registry.auto-register", "true",
                            "apicurio.registry.auto-register.if-exists", "FIND_OR_CREATE_VERSION",
                            "apicurio.registry.artifact-resolver-strategy", TopicRecordIdStrategy.class.getName()),
                    false);
            deserializer.configure(
                    Map.of(
                            "apicurio.registry.url",
                            REGISTRY.toString(),
                            "apicurio.registry.use-specific-avro-reader",
                            "true"),
                    false);
            assertThat(serializer.serialize(event.topic().topicName(), sample)).isEqualTo(bytes);
            assertThat(deserializer.deserialize(event.topic().topicName(), bytes))
                    .isEqualTo(sample);
        }
    }

    @Test
    void findsTheSchemasWithoutTheRightToRegister() throws IOException {
        SpecificRecord sample = sample(Topic.REPLAY_ACTION.recordTypes().getFirst());
        try (RegistryEventCodec reader = open(REGISTRY, false, List.of(Topic.REPLAY_ACTION), RegistryListener.NONE)) {
            assertThat(reader.encode(Topic.REPLAY_ACTION, sample)).isEqualTo(codec.encode(Topic.REPLAY_ACTION, sample));
        }
    }

    @Test
    void takesAContentIdThatTheRegistryDoesNotKnowForPoison() {
        byte[] bytes =
                ByteBuffer.allocate(20).put((byte) 0).putInt(2_000_000_000).array();

        assertThat(codec.decode(Topic.REPLAY_ACTION, bytes))
                .isInstanceOfSatisfying(
                        Decoded.Poison.class,
                        poison -> assertThat(poison.code()).isEqualTo(ErrorCode.SCHEMA_UNKNOWN));
    }

    @Test
    void waitsWhileTheRegistryIsAwayAndThenReadsOn() throws Exception {
        SpecificRecord sample = sample(Topic.REPLAY_AUDITED.recordTypes().getFirst());
        byte[] unpinned = codec.encode(Topic.REPLAY_AUDITED, sample);
        AtomicInteger refusals = new AtomicInteger();
        RegistryListener listener = new RegistryListener() {
            @Override
            public void unreachable(String purpose, int attempt, RuntimeException cause) {
                refusals.incrementAndGet();
            }

            @Override
            public void reachableAgain(Duration outage) {}
        };
        try (Gateway gateway = new Gateway(REGISTRY);
                RegistryEventCodec reader = open(gateway.url(), true, List.of(Topic.REPLAY_ACTION), listener)) {
            SpecificRecord pinned = sample(Topic.REPLAY_ACTION.recordTypes().getFirst());
            byte[] known = reader.encode(Topic.REPLAY_ACTION, pinned);
            gateway.shut();

            CompletableFuture<Decoded> waiting =
                    CompletableFuture.supplyAsync(() -> reader.decode(Topic.REPLAY_AUDITED, unpinned));
            await().until(() -> refusals.get() >= 3);
            assertThat(reader.decode(Topic.REPLAY_ACTION, known)).isEqualTo(new Decoded.Event(pinned));
            assertThat(waiting).isNotDone();
            gateway.unshut();

            assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(new Decoded.Event(sample));
        }
    }

    private static RegistryEventCodec open(URI url, boolean register, List<Topic> topics, RegistryListener listener) {
        return RegistryEventCodec.open(new RegistrySettings(url, register), topics, listener);
    }

    /** Any event of the type, by way of Avro's own generator of data. */
    private static SpecificRecord sample(Class<? extends SpecificRecord> type) throws IOException {
        Schema schema = SpecificData.get().getSchema(type);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        for (Object datum : new RandomData(schema, 1, 7L, true)) {
            new GenericDatumWriter<>(schema).write(datum, encoder);
        }
        encoder.flush();
        return new SpecificDatumReader<SpecificRecord>(schema, schema, SpecificData.getForClass(type))
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
