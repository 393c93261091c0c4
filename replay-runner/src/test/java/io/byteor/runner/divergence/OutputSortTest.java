package io.byteor.runner.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSortTest {
    /** So many that runs have to be merged into runs, and those again. */
    private static final int MANY = 2_000;

    private static final int HELD = 16;
    private static final int WAYS = 3;

    @ParameterizedTest
    @CsvSource({"0", "7", "16", "17", "2000"})
    void putsAnyNumberInAnyOrderIntoOrder(int count) {
        List<CapturedOutput> outputs = outputs(count);
        List<CapturedOutput> ordered = new ArrayList<>(outputs);
        Collections.sort(ordered);

        assertThat(sorted(outputs)).usingElementComparator(EVERYTHING).containsExactlyElementsOf(ordered);
    }

    @Test
    void keepsAnOrderThatIsThereAndTurnsTheOppositeAround() {
        List<CapturedOutput> ordered = outputs(MANY);
        Collections.sort(ordered);

        assertThat(sorted(ordered)).usingElementComparator(EVERYTHING).containsExactlyElementsOf(ordered);
        assertThat(sorted(ordered.reversed()))
                .usingElementComparator(EVERYTHING)
                .containsExactlyElementsOf(ordered);
    }

    private static final Comparator<CapturedOutput> EVERYTHING =
            Comparator.<CapturedOutput>naturalOrder().thenComparing(CapturedOutput::digest, Arrays::compare);

    private static List<CapturedOutput> sorted(List<CapturedOutput> outputs) {
        try (OutputSort sort = new OutputSort(HELD, WAYS)) {
            outputs.forEach(sort::add);
            List<CapturedOutput> sorted = new ArrayList<>();
            sort.sorted().forEachRemaining(sorted::add);
            return sorted;
        }
    }

    private static List<CapturedOutput> outputs(int count) {
        Random random = new Random(count);
        List<CapturedOutput> outputs = new ArrayList<>();
        for (int sequence = 0; sequence < count; sequence++) {
            byte[] digest = new byte[OutputDigest.BYTES];
            random.nextBytes(digest);
            outputs.add(
                    new CapturedOutput(random.nextInt(2), random.nextLong(50), random.nextInt(3), sequence, digest));
        }
        Collections.shuffle(outputs, random);
        return outputs;
    }
}
