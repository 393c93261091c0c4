package io.byteor.backends.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailIT {

    @TempDir
    Path directory;

    @Test
    void showsTheLastLinesOfALongLog() throws IOException {
        Path log = directory.resolve("a.log");
        Files.writeString(log, "first\n" + "filler\n".repeat(10_000) + "last\n");

        assertThat(LogTail.of(log)).endsWith("last").doesNotContain("first").hasSizeLessThan(5_000);
    }

    @Test
    void saysThatThereIsNoLog() {
        Path log = directory.resolve("absent.log");

        assertThat(LogTail.of(log)).isEqualTo("no log at " + log);
    }
}
