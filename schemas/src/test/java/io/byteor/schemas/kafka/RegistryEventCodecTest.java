package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryEventCodecTest extends EventCodecContract {
    private static final Topic TOPIC = Topic.REPLAY_ACTION;
    private static final Topic OTHER = Topic.REPLAY_AUDITED;

    private final FakeRegistry registry = new FakeRegistry();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final RegistryEventCodec codec = open(List.of(Topic.values()));

    @Override
    EventCodec codec() {
        return codec;
    }

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void asksNobodyForWhatThisReleaseWrote() {
        registry.outages.set(Integer.MAX_VALUE);
        int before = registry.asked.get();

        EventSamples.all()
                .forEach(sample -> assertThat(
                                codec.decode(sample.topic(), codec.encode(sample.topic(), sample.event())))
                        .isEqualTo(new Decoded.Event(sample.event())));

        assertThat(registry.asked).hasValue(before);
        assertThat(heard).isEmpty();
    }

    @Test
    void looksUpWhatAnotherReleaseWroteOnce() {
        EventSamples.Sample sample = new EventSamples.Sample(
                OTHER, EventSamples.of(OTHER.recordTypes().getFirst()));
        byte[] bytes = codec.encode(OTHER, sample.event());
        try (RegistryEventCodec reader = open(List.of(TOPIC))) {
            int before = registry.asked.get();

            for (int i = 0; i < 3; i++) {
                assertThat(reader.decode(OTHER, bytes)).isEqualTo(new Decoded.Event(sample.event()));
            }

            assertThat(registry.asked).hasValue(before + 1);
        }
    }

    @Test
    void waitsOutAnOutageAndSkipsNothing() {
        EventSamples.Sample sample = new EventSamples.Sample(
                OTHER, EventSamples.of(OTHER.recordTypes().getFirst()));
        byte[] bytes = codec.encode(OTHER, sample.event());
        try (RegistryEventCodec reader = open(List.of(TOPIC))) {
            registry.outages.set(3);

            assertThat(reader.decode(OTHER, bytes)).isEqualTo(new Decoded.Event(sample.event()));
            assertThat(heard).containsExactly("away 1", "away 2", "away 3", "back");
        }
    }

    @Test
    void holdsNobodyUpWhoAsksOnlyWithinATimeAndAnswersWhenTheRegistryIsBack() {
        EventSamples.Sample sample = new EventSamples.Sample(
                OTHER, EventSamples.of(OTHER.recordTypes().getFirst()));
        byte[] bytes = codec.encode(OTHER, sample.event());
        try (RegistryEventCodec reader = open(List.of(TOPIC))) {
            int before = registry.asked.get();
            registry.outages.set(Integer.MAX_VALUE);

            assertThat(reader.decodeWithin(OTHER, bytes, Duration.ofMillis(100)))
                    .isEmpty();
            long begun = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(reader.decodeWithin(OTHER, bytes, Duration.ofMillis(100)))
                        .isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(50));

            registry.outages.set(0);
            await().until(() -> reader.decodeWithin(OTHER, bytes, Duration.ZERO)
                    .equals(Optional.of(new Decoded.Event(sample.event()))));
            int asked = registry.asked.get();
            assertThat(asked).isGreaterThan(before);
            assertThat(reader.decode(OTHER, bytes)).isEqualTo(new Decoded.Event(sample.event()));
            assertThat(registry.asked).hasValue(asked);
        }
    }

    @Test
    void waitsSoLongForARegistryThatAnswers() {
        EventSamples.Sample sample = new EventSamples.Sample(
                OTHER, EventSamples.of(OTHER.recordTypes().getFirst()));
        byte[] bytes = codec.encode(OTHER, sample.event());
        try (RegistryEventCodec reader = open(List.of(TOPIC))) {
            registry.outages.set(3);

            assertThat(reader.decodeWithin(OTHER, bytes, Duration.ofSeconds(10)))
                    .contains(new Decoded.Event(sample.event()));
        }
    }

    @Test
    void waitsForTheRegistryWhenItIsOpened() {
        registry.outages.set(2);

        open(List.of(TOPIC)).close();

        assertThat(heard).containsExactly("away 1", "away 2", "back");
    }

    @Test
    void readsNoRecordOfAForeignType() {
        int id = registry.pin(TOPIC, SchemaBuilder.record("foreign").fields().endRecord());
        byte[] bytes = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();

        assertThat(codec.decode(TOPIC, bytes))
                .isInstanceOfSatisfying(
                        Decoded.Poison.class,
                        poison -> assertThat(poison.code()).isEqualTo(ErrorCode.RECORD_UNEXPECTED));
    }

    @Test
    void endsItsWaitWhenItIsClosed() throws InterruptedException {
        byte[] unknown = ByteBuffer.allocate(5).put((byte) 0).putInt(4711).array();
        registry.outages.set(Integer.MAX_VALUE);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                codec.decode(TOPIC, unknown);
            } catch (InterruptException e) {
                end.set(e);
            }
        });
        await().until(() -> !heard.isEmpty());

        codec.close();

        waiting.join(Duration.ofSeconds(10));
        assertThat(end.get()).isInstanceOf(InterruptException.class);
    }

    @Test
    void doesNotOpenOverARefusedSchema() {
        registry.refuses = true;

        assertThatThrownBy(() -> open(List.of(TOPIC))).isInstanceOf(IllegalStateException.class);
    }

    private RegistryEventCodec open(List<Topic> topics) {
        RegistryListener listener = new RegistryListener() {
            @Override
            public void unreachable(String purpose, int attempt, RuntimeException cause) {
                heard.add("away " + attempt);
            }

            @Override
            public void reachableAgain(Duration outage) {
                heard.add("back");
            }
        };
        return new RegistryEventCodec(
                registry, topics, new Persistence(listener, InstantSource.system(), Duration.ofMillis(1)));
    }

    private static final class FakeRegistry implements SchemaRegistry {
        private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
        private final AtomicInteger outages = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private boolean refuses;

        @Override
        public int pin(Topic topic, Schema schema) {
            answer();
            if (refuses) {
                throw new IllegalStateException("incompatible");
            }
            return ids.computeIfAbsent(schema, _ -> ids.size() + 100);
        }

        @Override
        public Optional<Schema> find(int contentId) {
            answer();
            return ids.entrySet().stream()
                    .filter(entry -> entry.getValue() == contentId)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        @Override
        public void close() {}

        private void answer() {
            asked.incrementAndGet();
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new RegistryUnreachableException("no answer", null);
            }
        }
    }
}
