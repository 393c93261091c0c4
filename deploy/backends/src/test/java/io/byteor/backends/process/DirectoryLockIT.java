package io.byteor.backends.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.byteor.backends.BackendFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockIT {

    /** Whatever is written to it finds no room. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path directory;

    @Test
    void namesTheProcessThatHoldsIt() {
        try (DirectoryLock _ = DirectoryLock.take(directory)) {
            assertThatThrownBy(() -> DirectoryLock.take(directory))
                    .isInstanceOf(BackendFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void isTakenAlsoWhereThereIsNoRoomToNoteByWhom() throws IOException {
        assumeThat(FULL).exists();
        Files.createSymbolicLink(directory.resolve("in-use.lock"), FULL);

        try (DirectoryLock _ = DirectoryLock.take(directory)) {
            assertThat(DirectoryLock.tryTake(directory)).isEmpty();
        }
    }
}
