package io.byteor.ingest;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Tokens of a local issuer, whose key lies in the build folder. */
final class TestTokens {
    static final Path PUBLIC_KEY = Path.of("target", "test-keys", "public.pem").toAbsolutePath();
    private static final Path PRIVATE_KEY =
            Path.of("target", "test-keys", "private.der").toAbsolutePath();

    private TestTokens() {}

    static void makeKeys() {
        try {
            KeyPair pair = pair();
            Files.createDirectories(PUBLIC_KEY.getParent());
            Files.write(PRIVATE_KEY, pair.getPrivate().getEncoded());
            Files.writeString(
                    PUBLIC_KEY,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(pair.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundles' agent, or somebody of another role; in every environment. */
    static String of(String role) {
        return of(role, "byteor");
    }

    static String of(String role, String audience) {
        return signed(role, role.equals("agent") ? "agent-1" : "tester", "*", audience);
    }

    static String of(String role, String subject, String environment) {
        return signed(role, subject, environment, "byteor");
    }

    static String expired(String role, String subject) {
        return claims(role, subject, "*", "byteor")
                .issuedAt(Instant.now().minusSeconds(9_000))
                .expiresAt(Instant.now().minusSeconds(7_200))
                .sign(key());
    }

    /** Signed by a key that nobody was told of. */
    static String forged(String role, String subject) {
        return claims(role, subject, "*", "byteor").sign(pair().getPrivate());
    }

    private static String signed(String role, String subject, String environment, String audience) {
        return claims(role, subject, environment, audience).sign(key());
    }

    private static JwtClaimsBuilder claims(String role, String subject, String environment, String audience) {
        return Jwt.issuer("https://byteor.local")
                .audience(audience)
                .subject(subject)
                .groups(Set.of(role))
                .claim("environments", List.of(environment));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(PRIVATE_KEY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
