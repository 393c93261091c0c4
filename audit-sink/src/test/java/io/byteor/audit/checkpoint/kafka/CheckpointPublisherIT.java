package io.byteor.audit.checkpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.audit.SinkSetUp;
import io.byteor.audit.checkpoint.CheckpointOutbox;
import io.byteor.audit.checkpoint.CheckpointOutbox.Stored;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.GrowingLog;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.config.RegistryConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.audit.intake.AuditStore;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class CheckpointPublisherIT {
    @Inject
    AuditStore store;

    @Inject
    Checkpointing checkpointing;

    @Inject
    CheckpointOutbox outbox;

    @Inject
    CheckpointTopic topic;

    @Inject
    StoreKeys keys;

    @Inject
    AuditConfig config;

    @Inject
    SinkConfig sink;

    @Inject
    RegistryConfig registry;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** The first one to look has it made, and it takes a moment until the broker answers for it. */
    @BeforeEach
    void awaitTheTopic() {
        await().ignoreException(ByteorException.class).until(() -> topic.last() >= 0);
    }

    @Test
    void publishesACheckpointBeforeTheNextOneIsMade() {
        GrowingLog log = new GrowingLog(store, 3_003);
        List<Long> publishedBefore = new ArrayList<>();
        Checkpointing twice = () -> {
            publishedBefore.add(topic.last());
            log.take(1);
            return new Checkpointing.Step(checkpointing.step().newest(), publishedBefore.size() < 2);
        };

        new CheckpointPublisher(twice, outbox, topic, keys, config, new SimpleMeterRegistry()).tick();

        assertThat(publishedBefore).hasSize(2);
        assertThat(publishedBefore.getLast()).isGreaterThan(publishedBefore.getFirst());
        assertThat(topic.last()).isGreaterThan(publishedBefore.getLast());
    }

    @Test
    void publishesWhatTheTopicLacksThoughNoNextOneCanBeMade() {
        new GrowingLog(store, 3_004).take(1);
        long made = advance();

        MeterRegistry meters = tick(
                () -> {
                    throw new ByteorException(ErrorCode.AUDIT_NOT_INTACT, "it was changed", null, null);
                },
                outbox);

        assertThat(topic.last()).isEqualTo(made);
        assertThat(failures(meters)).isEqualTo(1);
    }

    @Test
    void publishesWhatAnEarlierRunLeftSoonAfterTheStart() throws InterruptedException {
        new GrowingLog(store, 3_008).take(1);
        long made = advance();
        assertThat(topic.last()).isLessThan(made);
        CheckpointPublisher next =
                new CheckpointPublisher(checkpointing, outbox, topic, keys, config, new SimpleMeterRegistry());

        next.start(new StartupEvent());

        try {
            await().untilAsserted(() -> assertThat(topic.last()).isEqualTo(made));
        } finally {
            next.stop(new ShutdownEvent());
        }
    }

    @Test
    void publishesACheckpointAsItWasMadeWhateverTheStoreSaysOfItLater() {
        tick(checkpointing, outbox);
        long before = topic.last();
        new GrowingLog(store, 3_005).take(1);

        tick(checkpointing, (_, _) -> List.of());

        assertThat(topic.last()).isEqualTo(before + 1);
    }

    @Test
    void publishesNothingThatNoKnownKeySignedButWhatStandsBehindIt() {
        tick(checkpointing, outbox);
        long before = topic.last();
        long end = end();
        new GrowingLog(store, 3_006).take(1);
        long made = advance();
        Stored forged = new Stored(before + 2, Optional.of(signed(config.store(), before + 2)));
        Stored changed = new Stored(before + 3, Optional.empty());
        CheckpointOutbox tampered = (sequence, limit) -> Stream.concat(
                        outbox.behind(sequence, limit).stream(),
                        Stream.of(forged, changed).filter(it -> it.sequence() > sequence))
                .toList();

        MeterRegistry meters = tick(checkpointing, tampered);

        assertThat(made).isEqualTo(before + 1);
        assertThat(topic.last()).isEqualTo(made);
        assertThat(end()).isEqualTo(end + 1);
        assertThat(failures(meters)).isEqualTo(1);
    }

    @Test
    void knowsTheNewestOneBehindManyOfAnotherStore() {
        new GrowingLog(store, 3_007).take(1);
        tick(checkpointing, outbox);
        long before = topic.last();
        SignedCheckpoint other = signed("other", before + 5);
        for (int i = 0; i < 1_001; i++) {
            topic.publish(other);
        }

        CheckpointTopic anew = new CheckpointTopic(config, sink, registry, bootstrapServers, keys);
        try {
            assertThat(anew.last()).isEqualTo(before);
        } finally {
            anew.close();
        }
    }

    private MeterRegistry tick(Checkpointing making, CheckpointOutbox stored) {
        MeterRegistry meters = new SimpleMeterRegistry();
        new CheckpointPublisher(making, stored, topic, keys, config, meters).tick();
        return meters;
    }

    private static double failures(MeterRegistry meters) {
        return meters.get("byteor.audit.checkpoints.failed").counter().count();
    }

    private long advance() {
        return checkpointing.advance().orElseThrow().checkpoint().sequence();
    }

    /** Where the topic ends. */
    private long end() {
        TopicPartition partition = new TopicPartition(Topic.AUDIT_CHECKPOINT.topicName(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(ClientSettings.of(bootstrapServers).rawConsumer("end"))) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    /** By somebody else. */
    private static SignedCheckpoint signed(String store, long sequence) {
        return SignedCheckpoint.of(
                new Checkpoint(store, sequence, null, Instant.EPOCH, List.of()).sign(SigningKey.generate()));
    }
}
