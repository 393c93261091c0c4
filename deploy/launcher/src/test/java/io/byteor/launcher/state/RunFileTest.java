package io.byteor.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ProcessIdentity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    private static final ProcessIdentity LAUNCHER =
            new ProcessIdentity(41, Instant.parse("2026-11-23T12:00:00.120Z"), "/usr/bin/java");
    private static final PartState SINK = new PartState(
            Part.SINK,
            new ProcessIdentity(42, Instant.parse("2026-11-23T12:00:01Z"), "/usr/bin/java"),
            new Endpoint(8084, 9084),
            null);

    @TempDir
    Path data;

    @Test
    void readsBackWhatWasWritten() {
        RunState state = RunState.beginning(LAUNCHER, URI.create("http://127.0.0.1:8080"))
                .with(SINK)
                .serving(Part.SINK, Duration.ofMillis(1_500))
                .in(RunState.Phase.UP);

        new RunFile(data).write(state);

        assertThat(new RunFile(data).read()).contains(state);
        assertThat(state.find(Part.SINK).orElseThrow().startMillis()).isEqualTo(1_500);
    }

    @Test
    void nothingIsReadWhereNothingRuns() {
        assertThat(new RunFile(data).read()).isEmpty();
    }

    @Test
    void aPartThatIsStartedAgainReplacesItself() {
        PartState again = new PartState(Part.SINK, LAUNCHER, SINK.endpoint(), null);

        RunState state = RunState.beginning(LAUNCHER, URI.create("http://127.0.0.1:8080"))
                .with(SINK)
                .with(again);

        assertThat(state.parts()).containsExactly(again);
    }

    @Test
    void refusesTheStateOfAnotherReleaseAndNoise() throws Exception {
        Path file = data.resolve("run.json");
        new RunFile(data).write(RunState.beginning(LAUNCHER, URI.create("http://127.0.0.1:8080")));
        Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 9"));
        assertThatThrownBy(() -> new RunFile(data).read())
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> new RunFile(data).readIfWhole()).isInstanceOf(LaunchFailure.class);

        Files.writeString(file, "{");
        assertThatThrownBy(() -> new RunFile(data).read())
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\0\0\0\0"})
    void takesWhatACrashOfTheMachineLeftForNothing(String left) throws Exception {
        Files.writeString(data.resolve("run.json"), left);

        assertThat(new RunFile(data).readIfWhole()).isEmpty();
    }
}
