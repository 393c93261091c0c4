package io.byteor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void interleavesContestantsAndLeavesTheWarmUpOut() throws Exception {
        var order = new ArrayList<String>();
        var contestants = List.of(counting("ours", order), counting("peer", order));

        var samples = Rounds.run(contestants, 2);

        assertThat(order).containsExactly("ours", "peer", "ours", "peer", "ours", "peer");
        assertThat(samples.get("ours")).isEqualTo(new Samples(List.of(3.0, 5.0)));
    }

    @Test
    void takesTheMedianOfOddAndEvenRuns() {
        assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
        assertThat(new Samples(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3.0);
    }

    @Test
    void holdsAMarkByTheRatioOfMedians() throws Exception {
        var contestants = List.of(fixed("ours", true, 90), fixed("limit", false, 100));

        var marks = List.<Mark>of(
                new Mark.Ratio("near", "ours", "limit", 0.85), new Mark.Ratio("over", "ours", "limit", 1.0));
        Result group =
                Result.of("sample", 3, new Group("small", "1/s", contestants, marks), Rounds.run(contestants, 3));
        Result result = Result.of("sample", 3, List.of(group));

        assertThat(result.ours()).containsOnlyKeys("small: ours");
        assertThat(result.peers()).containsOnlyKeys("small: limit");
        assertThat(result.marks())
                .satisfiesExactly(held -> assertThat(held.held()).isTrue(), missed -> {
                    assertThat(missed.value()).isCloseTo(0.9, within(1e-9));
                    assertThat(missed.held()).isFalse();
                });
    }

    @Test
    void tellsAStretchBesideTheMark() {
        assertThat(new Mark.Ratio("near", "ours", "limit", 0.85, 1.0).judge(0.9))
                .isEqualTo("0.90, mark 0.85: held, stretch 1.00: missed");
    }

    @Test
    void tellsARatioThatHasNoMarkAndHoldsItAgainstNothing() throws Exception {
        var contestants = List.of(fixed("ours", true, 10), fixed("limit", false, 100));
        var group = new Group("", "1/s", contestants, List.of(Mark.Ratio.told("near", "ours", "limit")));

        Result result = Result.of("sample", 1, group, Rounds.run(contestants, 1));

        assertThat(result.ratios()).containsExactly(entry("near", 0.1));
        assertThat(result.marks()).containsExactly(new Result.HeldMark("near", 0.1, null, true));
        assertThat(group.marks().getFirst().judge(0.1)).isEqualTo("0.10");
    }

    @Test
    void holdsAMarkByTheDifferenceOfMedians() throws Exception {
        var ours = new Contestant(List.of("ours p50", "ours p99"), true, () -> List.of(20.0, 48.0));
        var limit = new Contestant(List.of("limit p50", "limit p99"), false, () -> List.of(18.0, 36.0));
        var marks = List.<Mark>of(
                new Mark.Difference("p50", "ours p50", "limit p50", 2.0),
                new Mark.Difference("p99", "ours p99", "limit p99", 10.0));
        var group = new Group("small", "ms", List.of(ours, limit), marks);

        Result result = Result.of("sample", 2, group, Rounds.run(group.contestants(), 2));

        assertThat(result.ours()).containsEntry("small: ours p50", 20.0).containsEntry("small: ours p99", 48.0);
        assertThat(result.ratios()).isEmpty();
        assertThat(result.differences()).containsExactly(entry("small: p50", 2.0), entry("small: p99", 12.0));
        assertThat(result.marks())
                .extracting(Result.HeldMark::mark, Result.HeldMark::held)
                .containsExactly(tuple(2.0, true), tuple(10.0, false));
    }

    @Test
    void saysThatADifferenceIsAtMost() {
        assertThat(new Mark.Difference("near", "ours", "limit", 10).judge(12.5))
                .isEqualTo("+12.50, mark at most +10.00: missed");
    }

    private static Contestant counting(String name, List<String> order) {
        return new Contestant(name, name.equals("ours"), () -> {
            order.add(name);
            return order.size();
        });
    }

    private static Contestant fixed(String name, boolean ours, double figure) {
        return new Contestant(name, ours, () -> figure);
    }
}
