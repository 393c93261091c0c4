package io.byteor.runner.target.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Interval;
import io.byteor.schemas.event.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private static final Marker MARKER = new Marker(
            "replay-1",
            "sha256:root",
            "alerts",
            "quakes",
            List.of(new LedgerEntry("feed", "triage", "alert", "alerts", List.of(new Interval(1L, 3L)))));

    @Test
    void comesBackAsItWasWritten() {
        assertThat(Marker.parse(MARKER.json())).isEqualTo(MARKER);
    }

    @Test
    void concernsItsOwnTopicAlone() {
        assertThat(MARKER.mayConcern("quakes")).isTrue();
        assertThat(MARKER.mayConcern("quakes-rehearsal")).isFalse();
    }

    @Test
    void mayConcernAnyTopicWhereAnEarlierReleaseDidNotSay() {
        byte[] unsaid = new String(MARKER.json(), StandardCharsets.UTF_8)
                .replace(",\"topic\":\"quakes\"", "")
                .getBytes(StandardCharsets.UTF_8);

        Marker marker = Marker.parse(unsaid);

        assertThat(marker.topic()).isNull();
        assertThat(marker.mayConcern("quakes")).isTrue();
        assertThat(marker.mayConcern("quakes-rehearsal")).isTrue();
        assertThat(marker.ledger().entries()).isEqualTo(MARKER.applied());
    }
}
