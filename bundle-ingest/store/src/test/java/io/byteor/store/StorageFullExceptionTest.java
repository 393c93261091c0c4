package io.byteor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class StorageFullExceptionTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    static boolean hasAFullDevice() {
        return Files.exists(FULL);
    }

    @Test
    @EnabledIf("hasAFullDevice")
    void knowsWhatTheSystemSaysOfAFullDevice() throws IOException {
        IOException failure = catchThrowableOfType(
                IOException.class, () -> Files.write(FULL, new byte[] {1}, StandardOpenOption.WRITE));

        assertThat(StorageFullException.orSame(failure, folder))
                .isInstanceOf(StorageFullException.class)
                .hasCause(failure);
    }

    @Test
    void leavesEveryOtherFailureAsItIs() throws IOException {
        IOException other = new NoSuchFileException("x");

        assertThat(StorageFullException.orSame(other, folder)).isSameAs(other);
        assertThatIOException().isThrownBy(() -> StorageFullException.orSame(other, folder.resolve("missing")));
    }
}
