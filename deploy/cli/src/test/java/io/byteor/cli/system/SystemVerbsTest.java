package io.byteor.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.cli.Byteor;
import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemVerbsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path data;

    @Test
    void whereNothingRunsStatusSaysSoWithOneAndDownWithZero() throws Exception {
        assertThat(run("status", "--data", data.toString(), "-o", "json")).isEqualTo(1);
        JsonNode status = new JsonMapper().readTree(out.toByteArray());
        assertThat(status.path("healthy").asBoolean()).isFalse();
        assertThat(status.path("parts")).isEmpty();

        out.reset();
        assertThat(run("down", "--data", data.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Nothing runs")
                .contains(data.toString());
    }

    @Test
    void statusTellsWhatIsGoneFromWhatRuns() throws Exception {
        // Given a launcher, this process, whose broker is gone
        ProcessIdentity self = ProcessIdentity.current();
        ProcessIdentity gone =
                new ProcessIdentity(self.pid(), Instant.parse("2020-01-01T00:00:00Z"), self.executable());
        new RunFile(data)
                .write(RunState.beginning(self, URI.create("http://127.0.0.1:8080"))
                        .with(new PartState(Part.BROKER, gone, new Endpoint(29092, 0), 1_500L))
                        .in(RunState.Phase.UP));

        // When
        int code = run("status", "--data", data.toString(), "-o", "json");

        // Then
        JsonNode parts = new JsonMapper().readTree(out.toByteArray()).path("parts");
        assertThat(code).isEqualTo(1);
        assertThat(parts.get(0).path("name").asText()).isEqualTo("launcher");
        assertThat(parts.get(0).path("state").asText()).isEqualTo("ready");
        assertThat(parts.get(0).path("residentBytes").asLong()).isPositive();
        assertThat(parts.get(1).path("state").asText()).isEqualTo("gone");
        assertThat(parts.get(1).path("address").asText()).isEqualTo("127.0.0.1:29092");
    }

    @Test
    void aDataDirectoryThatCannotBeUsedIsSaidToBeUnavailable() throws Exception {
        Files.createDirectory(data.resolve("in-use.lock"));

        assertThat(run("down", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("UNAVAILABLE")
                .contains("in-use.lock")
                .doesNotContain("\tat ");
    }

    @Test
    void downClearsAwayTheStateThatACrashOfTheMachineLeftEmpty() throws Exception {
        Path left = Files.createFile(data.resolve("run.json"));

        assertThat(run("down", "--data", data.toString())).isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThat(run("up", "--port", "http", "--data", data.toString())).isEqualTo(2);
        assertThat(run("up", "--port", "70000", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("70000");
    }

    private int run(String... arguments) {
        return Byteor.run(print(out), print(err), arguments);
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
