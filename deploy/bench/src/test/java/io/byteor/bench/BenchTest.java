package io.byteor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench =
            Bench.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @ValueSource(strings = {"--help", "replay --help", "audit --runs 3 -h"})
    void tellsWhatItTakesAndRunsNothing(String line) {
        assertThat(bench.execute(line.split(" ", -1))).isZero();
        assertThat(out.toString()).startsWith("Usage: byteor bench").contains("--runs", "--group", "--output");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay --fast",
                "replay audit",
                "replay json",
                "replay --runs",
                "replay --runs many",
                "replay --runs 0",
                "replay -o xml",
                "unknown"
            })
    void refusesWhatItDoesNotKnowAndRunsNothing(String line) {
        assertThat(bench.execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: byteor bench");
    }

    @Test
    void namesTheBenchmarksThatThereAre() {
        bench.execute("unknown");

        assertThat(err.toString()).contains("NAME is one of [replay, ingest, validate, audit, path]");
    }

    @Test
    void namesTheGroupsThatThereAre() {
        assertThat(bench.execute("replay", "--group", "unknown")).isEqualTo(2);

        assertThat(err.toString()).contains("--group is one of [", "execute", "Usage: byteor bench");
    }
}
