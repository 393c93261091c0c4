package io.byteor.audit.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.audit.Samples;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeLoopTest {
    private static final String REPLAY = "replay";
    private static final TopicPartition PARTITION = new TopicPartition(Topic.REPLAY_ACTION.topicName(), 0);

    private final EventCodec codec = new InMemoryEventCodec();
    private final FakeStore store = new FakeStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final IntakeLoop loop = new IntakeLoop(
            consumer,
            Set.of(Topic.REPLAY_ACTION),
            codec,
            store,
            new DeadLetters(producer),
            new IntakeMetrics(meters),
            new IntakeLoop.Limits(3, 1 << 20, Duration.ofMillis(1)));
    private final Thread thread = Thread.ofPlatform().unstarted(loop);

    @BeforeEach
    void start() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        thread.start();
        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(loop.state()).isEqualTo(IntakeLoop.State.ENDED);
    }

    @Test
    void takesWhatComesInOrder() {
        arrive(0, 1, 2);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L, 2L));
        assertThat(store.next(Topic.REPLAY_ACTION, 0)).isEqualTo(3);
    }

    @Test
    void holdsStillWhileTheStoreIsAwayAndLosesNothing() {
        store.outages.set(5);
        arrive(0, 1);

        await().until(() -> failures() > 0);
        rewound(0, 1);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L));
        assertThat(loop.state()).isEqualTo(IntakeLoop.State.TAKING);
    }

    @Test
    void saysWhatHasToBePutRightAndGoesOnOnceItIs() {
        store.altered.set(true);
        arrive(0, 1);

        await().untilAsserted(() -> assertThat(loop.fault())
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT)));
        store.altered.set(false);
        rewound(0, 1);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L));
        await().untilAsserted(() -> assertThat(loop.fault()).isEmpty());
    }

    @Test
    void fetchesNoMoreWhileTheStoreIsBehindAndTakesAllOfItThen() {
        store.gate.lock();
        try {
            arrive(0);
            await().until(store.gate::hasQueuedThreads);
            arrive(1, 2, 3);
            await().untilAsserted(() -> assertThat(consumer.paused()).containsExactly(PARTITION));
            assertThat(loop.state()).isEqualTo(IntakeLoop.State.TAKING);
        } finally {
            store.gate.unlock();
        }

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L, 2L, 3L));
        await().untilAsserted(() -> assertThat(consumer.paused()).isEmpty());
        assertThat(store.batches).hasSize(2);
    }

    @Test
    void doesNotRepeatABatchWhoseCommitCameAboutUnheard() {
        store.lostAnswers.set(1);
        arrive(0, 1);
        await().until(() -> failures() > 0);

        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
        arrive(2);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L, 2L));
    }

    @Test
    void goesOnBehindWhatAnotherInstanceTook() {
        store.takeOver(new Slice(Topic.REPLAY_ACTION, 0, 0, 2, List.of()));
        arrive(0, 1);
        await().until(() -> meters.counter("byteor.sink.batches.fenced").count() > 0);

        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
        arrive(2);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(2L));
    }

    @Test
    void handsOverWhatIsUnfitBeforeItMovesOn() {
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, "garbage".getBytes(StandardCharsets.UTF_8)));
            consumer.addRecord(record(1, action(1)));
        });

        await().untilAsserted(() -> assertThat(taken()).containsExactly(1L));
        assertThat(producer.history())
                .singleElement()
                .satisfies(letter -> assertThat(letter.topic()).isEqualTo(Topic.DEAD_LETTER.topicName()));
    }

    @Test
    void takesAllButWhatTheStoreRefusesAndGoesOn() {
        store.refused = entry -> seq(entry) == 4 || seq(entry) == 9;
        arrive(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        await().until(() -> failures() > 0);
        rewound(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        await().untilAsserted(
                        () -> assertThat(store.next(Topic.REPLAY_ACTION, 0)).isEqualTo(10));
        arrive(10);
        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 10L));
        assertThat(letters()).containsExactly("4 RECORD_UNSTORABLE: 22000", "9 RECORD_UNSTORABLE: 22000");
        assertThat(meters.get("byteor.sink.dead.letters").counter().count()).isEqualTo(2);
        assertThat(store.batches.getLast()).as("in one transaction again").hasSize(1);
    }

    @Test
    void doesNotRepeatAHalfWhoseCommitCameAboutUnheard() {
        store.refused = entry -> seq(entry) == 4;
        store.lostAnswers.set(1);
        arrive(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        await().until(() -> failures() == 1);
        rewound(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        await().until(() -> failures() == 2);
        rewound(2, 3, 4, 5, 6, 7, 8, 9);

        await().untilAsserted(() -> assertThat(taken()).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L));
        assertThat(letters()).containsExactly("4 RECORD_UNSTORABLE: 22000");
    }

    @Test
    void takesNothingByHalvesOfWhatAnotherInstanceTook() {
        store.refused = entry -> seq(entry) == 1;
        arrive(0, 1, 2);
        await().until(() -> failures() > 0);
        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
        store.takeOver(new Slice(Topic.REPLAY_ACTION, 0, 0, 3, List.of()));
        arrive(0, 1, 2);
        await().until(() -> meters.counter("byteor.sink.batches.fenced").count() > 0);

        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
        arrive(3);
        await().untilAsserted(() -> assertThat(taken()).containsExactly(3L));
        assertThat(producer.history()).isEmpty();
    }

    /** Sequence, code, and the last word of the detail. */
    private List<String> letters() {
        return producer.history().stream()
                .map(letter -> header(letter, DeadLetter.ORIGIN_OFFSET) + " " + header(letter, DeadLetter.CODE) + ": "
                        + header(letter, DeadLetter.DETAIL).replaceFirst(".* ", ""))
                .toList();
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void arrive(long... sequences) {
        consumer.schedulePollTask(() ->
                LongStream.of(sequences).forEach(seq -> consumer.addRecord(record(seq, action(seq)))));
    }

    /** The mock forgets what it has handed out; a broker hands it out again after the seek. */
    private void rewound(long... sequences) {
        await().until(() -> loop.state() == IntakeLoop.State.TAKING);
        arrive(sequences);
    }

    private byte[] action(long seq) {
        return codec.encode(Topic.REPLAY_ACTION, Samples.action(REPLAY, seq));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, REPLAY.getBytes(StandardCharsets.UTF_8), value);
    }

    private double failures() {
        return meters.counter("byteor.sink.batches.failed").count();
    }

    private List<Long> taken() {
        return store.entries.stream().map(IntakeLoopTest::seq).toList();
    }

    private static long seq(Entry entry) {
        return entry instanceof Entry.Action action ? action.seq() : -1L;
    }
}
