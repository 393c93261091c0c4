package io.byteor.bench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void takesPercentilesByTheNearestRank() {
        var latencies = new Latencies(
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray());

        assertThat(latencies.percentile(50)).isEqualTo(100);
        assertThat(latencies.percentile(99)).isEqualTo(198);
        assertThat(latencies.percentile(100)).isEqualTo(200);
    }

    @Test
    void answersTheOnlyOneForEveryPercentile() {
        var latencies = new Latencies(new long[] {2_500_000});

        assertThat(latencies.percentile(1)).isEqualTo(2.5);
        assertThat(latencies.percentile(99)).isEqualTo(2.5);
    }
}
