package io.byteor.audit.retention.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.signature.SigningKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RetentionRoundTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final Queue<Exception> failures =
            new ArrayDeque<>(List.of(new IllegalStateException("a fault of ours"), new SQLException("away")));
    private final DataSource database = (DataSource)
            Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                throw failures.remove();
            });
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RetentionRound round =
            new RetentionRound(new RetiredDays(database, "audit", SigningKey.generate()), Duration.ofDays(1), meters);

    @Test
    void outlivesWhateverFailsAndCountsIt() {
        round.begin(NOW);
        round.begin(NOW);

        assertThat(failures).isEmpty();
        assertThat(meters.counter("byteor.sink.retention.failed").count()).isEqualTo(2);
    }
}
