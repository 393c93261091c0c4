package io.byteor.e2e.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(Integer.MAX_VALUE)
class FuzzE2E {
    /** Fails on what no seed holds, so that only a fuzzer that looks where its inputs lead comes upon it. */
    public static final class Flawed {
        private Flawed() {}

        /** Called by the fuzzer. */
        public static void fuzzerTestOneInput(byte[] input) {
            if (new String(input, StandardCharsets.ISO_8859_1).startsWith("replay")) {
                throw new IllegalStateException("found");
            }
        }
    }

    @Test
    void readersTakeOrRefuseWhateverTheFuzzerComesUpon(@TempDir Path folder) throws Exception {
        var trial = new Proof.Trial(Proof.Scale.SMALL, 1, folder, System.out);

        Verdict verdict = new FuzzProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }

    @Test
    void theFuzzerComesUponAFlaw(@TempDir Path folder) throws Exception {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));

        Fuzzer.Report report =
                new Fuzzer(Flawed.class, List.of("-XX:TieredStopAtLevel=1"), 100_000, 1).run(corpus, folder);

        assertThat(report.findings()).as("see %s", report.log()).isNotEmpty();
    }
}
