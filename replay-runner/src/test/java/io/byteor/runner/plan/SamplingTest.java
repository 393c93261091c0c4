package io.byteor.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.5, 0.9})
    void drawsAboutTheFraction(double fraction) {
        Sampling sampling = new Sampling(fraction);

        long drawn = LongStream.range(0, 100_000).filter(sampling::includes).count();

        assertThat((double) drawn).isBetween(fraction * 100_000 * 0.8, fraction * 100_000 * 1.2);
    }

    @Test
    void drawsAllForOneAndALargerSampleHoldsASmaller() {
        Sampling tenth = new Sampling(0.1);
        Sampling half = new Sampling(0.5);

        assertThat(LongStream.range(0, 1_000)).allMatch(new Sampling(1)::includes);
        assertThat(LongStream.range(0, 10_000).filter(tenth::includes)).allMatch(half::includes);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void refusesWhatIsNoFraction(double fraction) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(fraction));
    }
}
