package io.byteor.backends.testing;

import io.byteor.backends.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What any service under test is told. */
public final class ServiceSettings {

    private ServiceSettings() {}

    /** The shared backends, the public half of a new key of {@link TestTokens}, and ports that are free; for the caller to add to. */
    public static Map<String, String> fresh() {
        Backends backends = TestBackends.shared();
        return new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                backends.broker().bootstrapServers(),
                "byteor.registry.url",
                backends.registry().url().toString(),
                "mp.jwt.verify.publickey.location",
                TestTokens.makeKey().toUri().toString(),
                "quarkus.http.test-port",
                "0",
                "quarkus.management.test-port",
                "0"));
    }

    /** A new folder below the build's. */
    public static Path directory(String prefix) {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
