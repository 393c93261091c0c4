package io.byteor.backends.apicurio;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.process.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void showsTheEndOfItsLogWhenItDoesNotComeUp() {
        String url = "jdbc:postgresql://127.0.0.1:%d/registry".formatted(LoopbackPort.resolve("nobody", 0));
        // It looks for its database for as long as it runs, so it is ended when it has.
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() ->
                            Files.readString(directory.resolve("registry.log")).contains("refused"));
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info()
                            .commandLine()
                            .filter(line -> line.contains(RegistryGuard.class.getName()))
                            .isPresent())
                    .forEach(ProcessHandle::destroyForcibly);
        });

        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> EmbeddedRegistry.start(
                        new RegistrySettings(directory, 0, url, "someone", "a-password"), PATIENCE))
                .withMessageContaining("registry.log")
                .withMessageContaining("refused")
                .withMessageNotContaining("a-password");
        ended.join();
    }
}
