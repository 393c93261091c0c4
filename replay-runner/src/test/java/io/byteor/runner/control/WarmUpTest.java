package io.byteor.runner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.byteor.runner.control.WarmUp.Standing;
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
        assertThat(new WarmUp(ratio, null, 0).judge(new Standing(effects, errors, 1, 1)) == null)
                .isEqualTo(goesOn);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, true", "0, 10, 1, false", "0.1, 10, 1, true", "0.1, 10, 2, false", "1, 10, 10, true"})
    void holdsDifferingOutputsAgainstTheShareOfThoseCompared(
            double share, long compared, long differing, boolean goesOn) {
        assertThat(new WarmUp(0, share, 0).judge(new Standing(10, 0, compared, differing)) == null)
                .isEqualTo(goesOn);
    }

    @Test
    void saysAtWhichRungAReplayEnds() {
        assertThat(new WarmUp(1, 0.25, 100).judge(new Standing(8, 8, 8, 3)))
                .isEqualTo(
                        "the warm-up ends at rung 100: of 8 outputs 3 differ from the captured ones, more than the share 0.25 allows");
        assertThat(new WarmUp(0.25, null, 10).judge(new Standing(8, 3, 0, 0)))
                .isEqualTo(
                        "the warm-up ends at rung 10: of 8 effects 3 failed or are unknown, more than the ratio 0.25 allows");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "10, true", "100, false"})
    void goesNoFurtherThanTheLastRungWithNothingCompared(long rung, boolean goesOn) {
        assertThat(new WarmUp(0, 1.0, rung).judge(new Standing(10, 0, 0, 0)) == null)
                .isEqualTo(goesOn);
        assertThat(new WarmUp(0, null, rung).judge(new Standing(10, 0, 0, 0)))
                .as("unless outputs are no matter")
                .isNull();
        assertThat(new WarmUp(0, 0.5, 100).judge(new Standing(10, 0, 0, 0)))
                .isEqualTo(
                        "the warm-up ends at rung 100: no outputs could be compared, where at most the share 0.5 may differ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void takesNoRatioThatIsNone(double ratio) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUp(ratio, null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUp(0, ratio, 0));
    }

    private static List<Long> rungs(long before) {
        WarmUp warmUp = new WarmUp(0, 0.0, before);
        List<Long> rungs = new ArrayList<>();
        for (long selected = Math.max(1, before); selected <= 2_000; selected++) {
            if (warmUp.reached(selected)) {
                rungs.add(selected);
                warmUp.judge(new Standing(0, 0, 0, 0));
            }
        }
        return rungs;
    }
}
