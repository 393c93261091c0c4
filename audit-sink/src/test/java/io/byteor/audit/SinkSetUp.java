package io.byteor.audit;

import io.byteor.backends.Database;
import io.byteor.backends.testing.ServiceSettings;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.signature.SigningKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives the service under test a database of its own, and rules that hide things from approvers and admins. */
public final class SinkSetUp implements QuarkusTestResourceLifecycleManager {
    static final String DATABASE = "audit_sink";

    @Override
    public Map<String, String> start() {
        Database database = TestBackends.shared().database();
        Map<String, String> settings = ServiceSettings.fresh();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl(DATABASE));
        settings.put("quarkus.datasource.username", database.user());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("byteor.audit.signing-key", key().toString());
        // On demand alone, so that tests say when.
        settings.put("byteor.audit.checkpoint-interval", "1h");
        settings.put("byteor.masking.rules", rules().toString());
        return settings;
    }

    private static Path key() {
        try {
            Path file = Files.createTempFile("audit-signing-key-", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SigningKey.generate().pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path rules() {
        try {
            Path file = Path.of("target", "masking.json").toAbsolutePath();
            return Files.writeString(file, """
                    {"formatVersion": "1.0", "rules": [
                      {"path": "$..key", "shownTo": ["analyst", "operator"]},
                      {"path": "$..reason", "shownTo": ["analyst", "operator"]},
                      {"path": "$..title", "shownTo": ["analyst", "operator"]},
                      {"path": "$..evidence", "shownTo": ["analyst", "operator"]},
                      {"path": "$..change", "shownTo": ["analyst", "operator"]},
                      {"path": "$.votes[*].voter", "shownTo": ["analyst", "operator"]}]}""");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
