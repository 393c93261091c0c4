package io.byteor.audit.verify.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.SinkSetUp;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.intake.EntryReader;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class PostgresSnapshotsIT {
    @Inject
    AgroalDataSource database;

    @Inject
    EntryReader entries;

    @Test
    void letsOnlySoManyReadAtOnceAndTheNextOneWhenOneHasEnded() {
        Snapshot.Source snapshots = snapshots(1, "1h");

        assertThatThrownBy(() -> snapshots.read(_ -> snapshots.read(Snapshot::checkpoints)))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(e.place()).isEqualTo("verifications");
                });

        assertThat(snapshots.<Long>read(snapshot -> snapshot.checkpoints().last()))
                .isNotNegative();
    }

    @Test
    void endsOneThatTakesTooLong() {
        Snapshot.Source snapshots = snapshots(1, "PT0.2S");

        assertThatThrownBy(() -> snapshots.<Long>read(snapshot -> {
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    return snapshot.checkpoints().last();
                }))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(e.place()).isEqualTo("verification");
                });

        assertThat(snapshots.<Long>read(snapshot -> snapshot.checkpoints().last()))
                .isNotNegative();
    }

    private Snapshot.Source snapshots(int atOnce, String longest) {
        AuditConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AuditConfig.class)
                .withDefaultValue("byteor.audit.verifications-at-once", Integer.toString(atOnce))
                .withDefaultValue("byteor.audit.verification-duration", longest)
                .build()
                .getConfigMapping(AuditConfig.class);
        return new PostgresSnapshots(database, entries, config);
    }
}
