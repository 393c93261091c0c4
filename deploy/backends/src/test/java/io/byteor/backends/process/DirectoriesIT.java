package io.byteor.backends.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesIT {

    @TempDir
    Path directory;

    @Test
    void deletesATreeButNotWhatItLinksTo() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("kept"));
        Files.writeString(kept.resolve("file"), "content");
        Path tree = Files.createDirectories(directory.resolve("tree/branch"));
        Files.createSymbolicLink(tree.resolve("link"), kept);

        Directories.delete(directory.resolve("tree"));

        assertThat(directory.resolve("tree")).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("content");
    }

    @Test
    void takesAnAbsentTreeForDeleted() {
        assertThatCode(() -> Directories.delete(directory.resolve("absent"))).doesNotThrowAnyException();
    }
}
