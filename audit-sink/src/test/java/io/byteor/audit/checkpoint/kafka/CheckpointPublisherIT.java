package io.byteor.audit.checkpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.SinkSetUp;
import io.byteor.audit.checkpoint.CheckpointOutbox;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.GrowingLog;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.intake.AuditStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
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
}
