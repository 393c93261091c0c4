package io.byteor.ingest;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Points the service under test at the shared backends, at a fresh store and at a key of its own. */
public class IngestSetUp implements QuarkusTestResourceLifecycleManager {
    static final String STORE = "byteor.store.directory";

    @Override
    public Map<String, String> start() {
        Backends backends = TestBackends.shared();
        TestTokens.makeKeys();
        try {
            Path store = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "store-");
            return Map.of(
                    "kafka.bootstrap.servers",
                    backends.broker().bootstrapServers(),
                    "byteor.registry.url",
                    backends.registry().url().toString(),
                    STORE,
                    store.toString(),
                    "byteor.ingest.sweep-interval",
                    "500ms",
                    "byteor.ingest.guards.idle",
                    "1s",
                    "byteor.ingest.guards.head",
                    "2s",
                    "mp.jwt.verify.publickey.location",
                    TestTokens.PUBLIC_KEY.toUri().toString(),
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.management.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
