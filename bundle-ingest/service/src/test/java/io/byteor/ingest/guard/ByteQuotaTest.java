package io.byteor.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ByteQuotaTest {
    private Instant now = Instant.parse("2026-02-03T04:30:00Z");
    private final ByteQuota quota = new ByteQuota(100, () -> now);

    @Test
    void whatAnAgentSendsIsMissingForADay() {
        quota.spend("a", 30);
        pass(Duration.ofHours(1));
        quota.spend("a", 50);

        assertThat(quota.left("a")).isEqualTo(20);
        assertThat(quota.left("b")).isEqualTo(100);

        pass(Duration.ofHours(23));
        assertThat(quota.left("a")).isEqualTo(50);
        pass(Duration.ofHours(1));
        assertThat(quota.left("a")).isEqualTo(100);
    }

    @Test
    void saysWhenTheOldestHourNoLongerCounts() {
        quota.spend("a", 30);
        pass(Duration.ofHours(2));
        quota.spend("a", 90);

        assertThat(quota.left("a")).isEqualTo(-20);
        assertThat(quota.untilMore("a")).isEqualTo(Duration.ofHours(21).plusMinutes(30));

        pass(quota.untilMore("a"));
        assertThat(quota.left("a")).isEqualTo(10);
    }

    @Test
    void recallsWhatWasSentBeforeARestartWithinTheDay() {
        quota.recall("a", now.minus(Duration.ofHours(3)), 40);
        quota.recall("a", now.minus(Duration.ofHours(25)), 40);

        assertThat(quota.left("a")).isEqualTo(60);
        pass(Duration.ofHours(21));
        assertThat(quota.left("a")).isEqualTo(100);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
