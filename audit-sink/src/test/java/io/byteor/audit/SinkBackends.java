package io.byteor.audit;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;

/** Points the service at the real backends and at a key pair of the test's own. */
public final class SinkBackends implements QuarkusTestResourceLifecycleManager {
    static final String DATABASE = "audit_sink";
    static final String PRIVATE_KEY = "test.private-key";

    @Override
    public Map<String, String> start() {
        Backends backends = TestBackends.shared();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Path folder = Files.createTempDirectory("keys");
            Path publicKey = Files.writeString(
                    folder.resolve("public.pem"),
                    pem("PUBLIC KEY", keys.getPublic().getEncoded()));
            Path privateKey = Files.writeString(
                    folder.resolve("private.pem"),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            return Map.ofEntries(
                    Map.entry("kafka.bootstrap.servers", backends.broker().bootstrapServers()),
                    Map.entry("byteor.registry.url", backends.registry().url().toString()),
                    Map.entry("quarkus.datasource.jdbc.url", backends.database().jdbcUrl(DATABASE)),
                    Map.entry("quarkus.datasource.username", backends.database().user()),
                    Map.entry("quarkus.datasource.password", backends.database().password()),
                    Map.entry(
                            "mp.jwt.verify.publickey.location",
                            publicKey.toUri().toString()),
                    Map.entry(PRIVATE_KEY, privateKey.toUri().toString()),
                    Map.entry("quarkus.http.test-port", "0"),
                    Map.entry("quarkus.management.test-port", "0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }
}
