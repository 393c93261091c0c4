package io.byteor.cli.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    Path home;

    @Test
    void onlyItsOwnerReadsItAndItGoesWithAllThatIsInIt() throws IOException {
        Path path;
        try (PrivateFolder folder = PrivateFolder.beside(home.resolve("new/out"))) {
            path = folder.path();
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/b/c"), "secret");

            assertThat(path.getParent()).isEqualTo(home.resolve("new"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void itGoesWhenTheCommandIsEndedFromOutside() throws Exception {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Working.class.getName(),
                        home.resolve("out").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = command.inputReader(StandardCharsets.UTF_8)) {
            Path path = Path.of(said.readLine());
            assertThat(path.resolve("captured")).exists();

            command.destroy();

            assertThat(command.waitFor()).isNotZero();
            assertThat(home).isEmptyDirectory();
        } finally {
            command.destroyForcibly();
        }
    }

    /** A command that never comes to its end. */
    static final class Working {
        private Working() {}

        public static void main(String[] args) throws Exception {
            try (PrivateFolder folder = PrivateFolder.beside(Path.of(args[0]))) {
                Files.writeString(folder.path().resolve("captured"), "secret");
                System.out.println(folder.path());
                new CountDownLatch(1).await();
            }
        }
    }
}
