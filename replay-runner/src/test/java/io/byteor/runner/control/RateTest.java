package io.byteor.runner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final long BEGIN = 1_000_000;
    private static final long BEFORE = 7;

    private final Rate rate = new Rate(10, BEGIN, BEFORE);

    @Test
    void saysHowFarAheadOfTheClockTheRecordsAre() {
        assertThat(rate.ahead(BEFORE, BEGIN)).isZero();
        assertThat(rate.ahead(BEFORE + 20, BEGIN + 500)).isEqualTo(1_500);
    }

    @Test
    void letsAShortDelayBeMadeUpFor() {
        assertThat(rate.ahead(BEFORE + 1, BEGIN + 900)).isEqualTo(-800);
        assertThat(rate.ahead(BEFORE + 10, BEGIN + 900)).isEqualTo(100);
    }

    @Test
    void followsALongStallWithNoBurst() {
        long after = BEGIN + 600_000;

        assertThat(rate.ahead(BEFORE + 1, after)).isEqualTo(-1_000);

        assertThat(rate.ahead(BEFORE + 11, after)).isZero();
        assertThat(rate.ahead(BEFORE + 31, after)).isEqualTo(2_000);
    }

    @Test
    void refusesARateOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 0, 0));
    }
}
