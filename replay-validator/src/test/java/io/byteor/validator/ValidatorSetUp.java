package io.byteor.validator;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Points the service under test at the shared backends, at fresh state and at a key of its own. */
public class ValidatorSetUp implements QuarkusTestResourceLifecycleManager {
    static final String STATE = "byteor.validator.state-directory";

    @Override
    public Map<String, String> start() {
        Backends backends = TestBackends.shared();
        TestTokens.makeKeys();
        try {
            Path state = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "state-");
            return Map.of(
                    "kafka.bootstrap.servers",
                    backends.broker().bootstrapServers(),
                    "byteor.registry.url",
                    backends.registry().url().toString(),
                    STATE,
                    state.toString(),
                    "byteor.validator.grace",
                    "1s",
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
