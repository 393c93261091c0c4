package io.byteor.runner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
    @Test
    void hasRungsAtTheFirstTheTenthAndTheHundredthRecord() {
        assertThat(rungs(0)).containsExactly(1L, 10L, 100L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 10", "10, 10", "11, 100", "100, 100"})
    void judgesTheRungAgainOnWhichAReplayWasLostAndNoneBelow(long selected, long first) {
        assertThat(rungs(selected)).startsWith(first).endsWith(100L);
    }

    @Test
    void hasNoRungLeftBehindTheLast() {
        assertThat(rungs(101)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, true",
        "0, 10, 1, false",
        "0.1, 10, 1, true",
        "0.1, 10, 2, false",
        "0.29, 100, 29, true",
        "1, 10, 10, true"
    })
    void holdsErrorsAgainstTheRatioOfEffects(double ratio, long effects, long errors, boolean goesOn) {
        assertThat(new WarmUp(ratio, 0).judge(effects, errors) == null).isEqualTo(goesOn);
    }

    @Test
    void saysAtWhichRungAReplayEnds() {
        assertThat(new WarmUp(0.25, 10).judge(8, 3))
                .isEqualTo(
                        "the warm-up ends at rung 10: of 8 effects 3 failed or are unknown, more than the ratio 0.25 allows");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void takesNoRatioThatIsNone(double ratio) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUp(ratio, 0));
    }

    private static List<Long> rungs(long before) {
        WarmUp warmUp = new WarmUp(0, before);
        List<Long> rungs = new ArrayList<>();
        for (long selected = Math.max(1, before); selected <= 2_000; selected++) {
            if (warmUp.reached(selected)) {
                rungs.add(selected);
                warmUp.judge(0, 0);
            }
        }
        return rungs;
    }
}
