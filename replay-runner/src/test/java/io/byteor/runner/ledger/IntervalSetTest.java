package io.byteor.runner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.byteor.schemas.event.Interval;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IntervalSetTest {
    @Test
    void joinsWhatTouches() {
        IntervalSet set = new IntervalSet();
        set.add(1);
        set.add(3);
        set.add(2);
        set.add(10, 12);

        assertThat(set.intervals()).containsExactly(new Interval(1L, 3L), new Interval(10L, 12L));
    }

    @Test
    void holdsTheOutermostSequences() {
        IntervalSet set = IntervalSet.of(List.of(
                new Interval(Long.MAX_VALUE - 1, Long.MAX_VALUE), new Interval(Long.MIN_VALUE, Long.MIN_VALUE)));
        set.add(Long.MIN_VALUE + 1);

        assertThat(set.intervals())
                .containsExactly(
                        new Interval(Long.MIN_VALUE, Long.MIN_VALUE + 1),
                        new Interval(Long.MAX_VALUE - 1, Long.MAX_VALUE));
    }

    @RepeatedTest(20)
    void answersWhileItGrowsWhateverComesBetween(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        IntervalSet set = new IntervalSet();
        BitSet model = new BitSet();
        int sequence = 0;
        for (int i = 0; i < 500; i++) {
            sequence = random.nextInt(20) == 0 ? random.nextInt(500) : sequence + 1 + random.nextInt(8) / 7;
            set.add(sequence);
            model.set(sequence);
            int asked = random.nextInt(1_100);
            assertThat(set.contains(asked)).isEqualTo(model.get(asked));
            assertThat(set.contains(sequence)).isTrue();
            assertThat(set.contains(sequence + 1)).isEqualTo(model.get(sequence + 1));
            if (random.nextInt(50) == 0) {
                IntervalSet copy = new IntervalSet();
                copy.addAll(set);
                assertThat(copy.intervals()).isEqualTo(set.intervals());
                assertThat(set.intervals()).hasSize(set.size()).isEqualTo(intervals(model));
                assertThat(set.from(asked).intervals())
                        .isEqualTo(intervals(model).stream()
                                .filter(interval -> interval.getLast() >= asked)
                                .toList());
            }
        }
    }

    private static List<Interval> intervals(BitSet model) {
        List<Interval> intervals = new ArrayList<>();
        for (int from = model.nextSetBit(0); from >= 0; from = model.nextSetBit(model.nextClearBit(from))) {
            intervals.add(new Interval((long) from, (long) model.nextClearBit(from) - 1));
        }
        return intervals;
    }

    @Test
    void refusesAnIntervalThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IntervalSet().add(2, 1));
    }

    @RepeatedTest(20)
    void isTheSetOfWhatWasAddedInTheFewestIntervals(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        IntervalSet set = new IntervalSet();
        BitSet model = new BitSet();
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(500);
            int last = first + random.nextInt(8);
            set.add(first, last);
            model.set(first, last + 1);
        }

        IntervalSet copy = IntervalSet.of(set.intervals());
        for (int sequence = 0; sequence < 520; sequence++) {
            assertThat(copy.contains(sequence)).as("sequence %d", sequence).isEqualTo(model.get(sequence));
        }
        List<Interval> intervals = set.intervals();
        for (int i = 1; i < intervals.size(); i++) {
            assertThat(intervals.get(i).getFirst())
                    .isGreaterThan(intervals.get(i - 1).getLast() + 1);
        }
    }
}
