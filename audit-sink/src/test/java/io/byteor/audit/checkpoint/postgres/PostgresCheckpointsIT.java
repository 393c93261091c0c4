package io.byteor.audit.checkpoint.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.SinkSetUp;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.GrowingLog;
import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.intake.AuditStore;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    @Inject
    Checkpointing checkpointing;

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

    @Test
    void goesOnFromNothingThatIsNoCheckpoint() throws SQLException {
        sql("INSERT INTO audit_checkpoint VALUES (9223372036854775807, 'x')");
        try {
            assertThatThrownBy(checkpointing::advance)
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT));
        } finally {
            sql("DELETE FROM audit_checkpoint WHERE envelope = 'x'");
        }
    }

    private void sql(String change) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
