package io.byteor.bench.audit.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final long SECOND = 1_000_000_000L;

    private final Growth growth = new Growth();

    @Test
    void leavesOutTheFirstTenth() {
        growth.looked(0, 0);
        growth.looked(10 * SECOND, 5);
        growth.looked(11 * SECOND, 20);
        growth.looked(12 * SECOND, 60);
        growth.looked(13 * SECOND, 100);

        assertThat(growth.rate(1_000, 13 * SECOND)).isCloseTo(400, within(1e-9));
    }

    @Test
    void isStillWhenTheLastLookFoundNoMore() {
        growth.looked(0, 8);
        assertThat(growth.still()).isFalse();

        growth.looked(SECOND, 9);
        assertThat(growth.still()).isFalse();

        growth.looked(2 * SECOND, 9);
        assertThat(growth.still()).isTrue();
    }

    @Test
    void knowsNoRateOfWhatCameAtOnce() {
        growth.looked(0, 0);
        growth.looked(SECOND, 9);

        assertThatThrownBy(() -> growth.rate(9, SECOND)).isInstanceOf(IllegalStateException.class);
    }
}
