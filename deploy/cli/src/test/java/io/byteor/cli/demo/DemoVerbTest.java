package io.byteor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.Byteor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoVerbTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void refusesADirectoryThatIsNoDemosAsEveryVerbRefuses() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "x");

        assertThat(run("demo", "--exit", "-o", "json", "--data", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("REQUEST_INVALID")
                .contains(folder.toString());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"code\":\"REQUEST_INVALID\"");
        assertThat(precious).hasContent("x");
    }

    @Test
    void describesItselfWithTheExitCodesAsEveryVerbDoes() {
        assertThat(run("demo", "--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--exit").contains("Exit codes:");
    }

    @Test
    void standsInTheHelpBesideWhatTheEntryScriptDoes() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("demo", "up", "down", "test ", "prove ", "bench ");
    }

    private int run(String... arguments) {
        return Byteor.run(print(out), print(err), arguments);
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
