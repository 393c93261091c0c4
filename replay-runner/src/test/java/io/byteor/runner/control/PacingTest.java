package io.byteor.runner.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final long CAPTURED = 1_517_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({"1, 4000", "2, 2000", "0.5, 8000"})
    void keepsTheDistancesOfTheCaptureTimesTheSpeed(double speed, long wait) {
        assertThat(due(new Pacing(speed), 0, 1, 5)).containsExactly(0, wait / 4, wait * 5 / 4);
    }

    @Test
    void waitsForNoGapLongerThanItsBound() {
        long day = Duration.ofDays(1).toSeconds();

        assertThat(due(new Pacing(1), 0, day, day + 2)).containsExactly(0, 60_000, 62_000);
    }

    @Test
    void isNotSlowedDownByTimesThatJumpBackAndForth() {
        assertThat(due(new Pacing(1), 0, 10, 8, 12, 9, 13)).containsExactly(0, 10_000, 10_000, 12_000, 12_000, 13_000);
    }

    @Test
    void goesOnFromAClockThatWasSetBack() {
        assertThat(due(new Pacing(1), 1_000, 10, 12)).containsExactly(0, 0, 2_000);
    }

    @Test
    void carriesHostileTimes() {
        Pacing pacing = new Pacing(1);

        assertThat(pacing.due("feed", Long.MIN_VALUE, NOW)).isEqualTo(NOW);
        assertThat(pacing.due("feed", Long.MAX_VALUE, NOW)).isEqualTo(NOW + 60_000);
        assertThat(pacing.due("feed", Long.MIN_VALUE, NOW)).isEqualTo(NOW + 60_000);
    }

    @Test
    void pacesEachLaneForItself() {
        Pacing pacing = new Pacing(1);
        pacing.due("feed", CAPTURED, NOW);
        pacing.due("feed", CAPTURED + 5_000_000, NOW);

        assertThat(pacing.due("other", CAPTURED, NOW)).isEqualTo(NOW + 5_000);
        assertThat(pacing.due("other", CAPTURED + 1_000_000, NOW)).isEqualTo(NOW + 6_000);
    }

    /** Milliseconds after the first, of records captured so many seconds after a moment. */
    private static long[] due(Pacing pacing, long... seconds) {
        return LongStream.of(seconds)
                .map(second -> pacing.due("feed", CAPTURED + second * 1_000_000, NOW) - NOW)
                .toArray();
    }
}
