package io.byteor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProveTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine prove =
            Prove.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @ValueSource(strings = {"--help", "rules --help", "rules --scale small -h"})
    void tellsWhatItTakesAndTriesNothing(String line) {
        assertThat(prove.execute(line.split(" ", -1))).isZero();
        assertThat(out.toString()).startsWith("Usage: byteor prove").contains("--scale", "--seed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules --fast",
                "rules model",
                "rules --scale",
                "rules --scale medium",
                "rules --seed one",
                "unknown"
            })
    void refusesWhatItDoesNotKnowAndTriesNothing(String line) {
        assertThat(prove.execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: byteor prove");
    }
}
