package io.byteor.audit.checkpoint.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.SinkSetUp;
import io.byteor.audit.checkpoint.GrowingLog;
import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.intake.AuditStore;
import io.byteor.schemas.audit.log.Checkpoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class PostgresCheckpointsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    AuditStore store;

    @Inject
    AgroalDataSource database;

    @Inject
    StoreKeys keys;

    @Inject
    PublishedCheckpoints published;

    @Inject
    AuditConfig config;

    @Test
    void endsWhileTheLogsGoOnGrowing() {
        GrowingLog log = new GrowingLog(store, 3_001);
        InstantSource clock = () -> {
            log.take(1);
            return Instant.now();
        };
        PostgresCheckpoints growing = new PostgresCheckpoints(database, keys, published, config, clock);

        Checkpoint newest = assertTimeoutPreemptively(
                LONG, () -> growing.advance().orElseThrow().checkpoint());

        assertThat(newest.head(log.topic(), log.partition()).size()).isEqualTo(1);
    }
}
