package io.byteor.backends.apicurio;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.process.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    /** Long enough for it to have looked for its database, which it does for as long as it runs. */
    private static final Duration SHORT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void showsTheEndOfItsLogWhenItDoesNotComeUp() {
        String url = "jdbc:postgresql://127.0.0.1:%d/registry".formatted(LoopbackPort.resolve("nobody", 0));

        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() ->
                        EmbeddedRegistry.start(new RegistrySettings(directory, 0, url, "someone", "a-password"), SHORT))
                .withMessageContaining("registry.log")
                .withMessageContaining("refused")
                .withMessageNotContaining("a-password");
    }
}
