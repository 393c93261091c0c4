package io.byteor.validator.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.validator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleFactsTest {
    @TempDir
    private Path application;

    private Path global;
    private Path checkpoint;
    private Path task;

    @BeforeEach
    void store() throws IOException {
        global = application.resolve("global");
        checkpoint = global.resolve(".checkpoint");
        task = application.resolve("0_0").resolve(".checkpoint");
        Files.createDirectories(global.resolve("rocksdb").resolve("facts-agent-quarantine"));
        Files.writeString(
                global.resolve("rocksdb").resolve("facts-agent-quarantine").resolve("CURRENT"), "facts");
        Files.createDirectories(task.getParent());
        Files.writeString(task, "0");
    }

    @Test
    void keepsWhatWasReadNotLongAgo() throws IOException {
        readBefore(StaleFacts.LONGEST.minusSeconds(1));

        StaleFacts.remove(application, World.NOON);

        assertThat(checkpoint).exists();
    }

    @Test
    void removesWhatIsOlderThanTombstonesAreSurelyKept() throws IOException {
        readBefore(StaleFacts.LONGEST);

        StaleFacts.remove(application, World.NOON);

        assertThat(global).doesNotExist();
        assertThat(task).exists();
    }

    @Test
    void removesWhatIsOfAnUnknownAge() {
        StaleFacts.remove(application, World.NOON);

        assertThat(global).doesNotExist();
    }

    @Test
    void beginsWithNothing() {
        StaleFacts.remove(application.resolve("none"), World.NOON);

        assertThat(application.resolve("none")).doesNotExist();
    }

    private void readBefore(Duration age) throws IOException {
        Files.writeString(checkpoint, "0");
        Files.setLastModifiedTime(checkpoint, FileTime.from(World.NOON.minus(age)));
    }
}
