package io.byteor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.launcher.Progress;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void beginsAnewOverAnEarlierDemo() throws Exception {
        Path data = folder.resolve("demo");
        Path earlier = DemoDirectory.fresh(data, Progress.SILENT).file("agent.json");
        Files.writeString(data.resolve("left"), "x");

        DemoDirectory.fresh(data, Progress.SILENT);

        assertThat(earlier).doesNotExist();
        assertThat(data.resolve("left")).doesNotExist();
    }

    @Test
    void leavesADirectoryAloneThatIsNoDemos() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "x");

        assertThatThrownBy(() -> DemoDirectory.fresh(folder, Progress.SILENT)).isInstanceOf(ByteorException.class);
        assertThat(precious).hasContent("x");
    }

    @Test
    void leavesADemoAloneThatStillRuns() {
        Path data = folder.resolve("demo");
        DemoDirectory.fresh(data, Progress.SILENT);
        new RunFile(data).write(RunState.beginning(ProcessIdentity.current(), URI.create("http://127.0.0.1:8080")));

        assertThatThrownBy(() -> DemoDirectory.fresh(data, Progress.SILENT))
                .isInstanceOf(ByteorException.class)
                .hasMessageContaining("still runs");
    }

    @Test
    void shipsTheFeedAndASpecThatCompiles() throws Exception {
        DemoDirectory directory = DemoDirectory.fresh(folder.resolve("demo"), Progress.SILENT);

        assertThat(Files.readAllLines(directory.file("earthquakes.ndjson"))).hasSize(1_707);
        PipelineSpec spec = PipelineSpec.parse(Files.readAllBytes(directory.file("quake-alerts.json")));
        assertThat(spec.version()).isEqualTo("2.3.0");
    }
}
