package io.byteor.runner.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.SampleHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleHashesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 31, 100, 1_707, 100_000})
    void keepsTheFirstTheLastAndUpToFourteenEvenlySpaced(int records) {
        List<Long> ordinals = ordinals(added(new SampleHashes("feed"), 0, records));

        assertThat(ordinals).hasSizeBetween(Math.min(records, 8), 16).isSorted().doesNotHaveDuplicates();
        assertThat(ordinals.getFirst()).isZero();
        assertThat(ordinals.getLast()).isEqualTo(records - 1);
        List<Long> spaced = ordinals.subList(0, ordinals.size() - 1);
        for (int i = 2; i < spaced.size(); i++) {
            assertThat(spaced.get(i) - spaced.get(i - 1)).isEqualTo(spaced.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 14, 15, 16, 29, 30, 31, 500, 960})
    void goesOnAfterACheckpointAsIfNothingHadHappened(int before) {
        SampleHashes whole = added(new SampleHashes("feed"), 0, 2_000);
        SampleHashes first = added(new SampleHashes("feed"), 0, before);

        SampleHashes restored = SampleHashes.restore("feed", first.samples(), before);

        assertThat(ordinals(added(restored, before, 2_000))).isEqualTo(ordinals(whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 23, 1_707})
    void hashesTheBytesThatTheRecordHadWhenItWasRead(int records) {
        SampleHashes hashes = added(new SampleHashes("feed"), 0, records);

        assertThat(hashes.samples()).isEqualTo(hashes.samples()).allSatisfy(sample -> {
            String record = "record " + sample.getOrdinal();
            assertThat(sample.getSequence()).isEqualTo(10 * sample.getOrdinal());
            assertThat(sample.getSha256().array())
                    .isEqualTo(
                            Digest.of(record.getBytes(StandardCharsets.UTF_8)).raw());
        });
    }

    private static SampleHashes added(SampleHashes hashes, int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            byte[] buffer = ("<record " + ordinal + ">").getBytes(StandardCharsets.UTF_8);
            hashes.add(ordinal, 10L * ordinal, buffer, 1, buffer.length - 2);
            Arrays.fill(buffer, (byte) 0);
        }
        return hashes;
    }

    private static List<Long> ordinals(SampleHashes hashes) {
        return hashes.samples().stream().map(SampleHash::getOrdinal).toList();
    }
}
