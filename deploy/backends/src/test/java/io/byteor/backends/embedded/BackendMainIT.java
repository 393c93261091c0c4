package io.byteor.backends.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.DatabaseProbe;
import io.byteor.backends.KafkaProbe;
import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.backends.postgres.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendMainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGTERM = 143;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
        EmbeddedDatabase.endLeftBehind(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "database"})
    void servesUntilItIsTold(String role) throws IOException, InterruptedException {
        Process backend = launch(role);

        assertThat(readiness(backend)).matches("READY 127\\.0\\.0\\.1:\\d+");
        backend.destroy();

        assertThat(backend.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(backend.exitValue()).isEqualTo(SIGTERM);
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void stopsInOrderWhenItsStarterIsGone() throws IOException, InterruptedException {
        Process backend = launch("database", "--with-starter");
        readiness(backend);
        ProcessHandle postmaster = postmaster();

        // What the kernel does to the pipe of a starter that was killed.
        backend.getOutputStream().close();

        assertThat(backend.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(backend.exitValue()).isZero();
        Awaitility.await().atMost(PATIENCE).until(() -> !postmaster.isAlive());
    }

    @Test
    void endsWithTheDatabaseThatEndedByItself() throws IOException, InterruptedException {
        Process backend = launch("database");
        readiness(backend);

        postmaster().destroyForcibly();

        assertThat(backend.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(backend.exitValue()).isEqualTo(3);
        assertThat(new String(backend.getErrorStream().readAllBytes(), UTF_8)).contains("the database ended by itself");
    }

    @Test
    void endsWithTheRegistryThatEndedByItself() throws IOException, InterruptedException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("database"), 0)) {
            Process backend = launch("registry", "--jdbc", database.jdbcUrl("registry"), "--user", database.user());
            assertThat(readiness(backend)).startsWith("READY ");

            backend.children().forEach(ProcessHandle::destroyForcibly);

            assertThat(backend.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(backend.exitValue()).isEqualTo(3);
        }
    }

    @Test
    void findsTheRowsAndEndsTheServerThatAKillLeftBehind() throws IOException, InterruptedException, SQLException {
        Process backend = launch("database");
        String address = readiness(backend).substring("READY ".length());
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://" + address + "/byteor", "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'committed' AS it");
        }
        ProcessHandle orphan = postmaster();
        backend.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase next = EmbeddedDatabase.start(directory, 0)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(DatabaseProbe.single(next, "SELECT it FROM kept")).isEqualTo("committed");
        }
    }

    @Test
    void findsTheRecordsThatAKillLeftBehind() throws ExecutionException, IOException, InterruptedException {
        Process backend = launch("broker");
        try (KafkaProbe probe = new KafkaProbe(readiness(backend).substring("READY ".length()))) {
            probe.createTopic("kept");
            probe.send("kept", "committed", KafkaProbe.Ending.COMMIT);
            backend.destroyForcibly().waitFor();
        }

        try (EmbeddedBroker next = EmbeddedBroker.start(directory, 0);
                KafkaProbe probe = new KafkaProbe(next)) {
            assertThat(probe.readCommitted("kept")).containsExactly("committed");
        }
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws IOException, InterruptedException {
        Process backend = launch("cache");

        assertThat(backend.waitFor()).isEqualTo(2);
        assertThat(new String(backend.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("No such role: cache")
                .contains(BackendArguments.USAGE);
    }

    private Process launch(String role, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BackendMain.class.getName(),
                role,
                "--data",
                directory.toString()));
        command.addAll(List.of(options));
        Process backend = new ProcessBuilder(command).start();
        started.add(backend);
        return backend;
    }

    private static String readiness(Process backend) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(backend.getInputStream(), UTF_8));
        String line = lines.readLine();
        return line == null ? "(nothing)" : line;
    }

    private ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }
}
