package io.byteor.backends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.DatabaseProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path directory;

    @Test
    void refusesADirectoryInUse() {
        EmbeddedDatabase running = EmbeddedDatabase.start(directory, 0);
        try (running) {
            assertThatExceptionOfType(BackendFailure.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .withMessageContaining("is in use by process");
        }
    }

    @Test
    void makesADirectoryAnewThatWasCutShortBeforeItServed() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/postgresql.conf"), "half a configura");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(DatabaseProbe.single(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void doesNotTakeAnotherProcessForALeftBehindServer() throws IOException {
        EmbeddedDatabase.start(directory, 0).close();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                Long.toString(ProcessHandle.current().pid()));

        EmbeddedDatabase.endLeftBehind(directory);

        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void saysWhyTheServerDoesNotStart() throws IOException {
        EmbeddedDatabase.start(directory, 0).close();
        Files.writeString(directory.resolve("data/postgresql.conf"), "no_such_setting = 1");

        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(directory, 0, Duration.ofSeconds(3)))
                .withMessageContaining("no_such_setting");
    }
}
