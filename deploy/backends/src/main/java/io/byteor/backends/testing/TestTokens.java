package io.byteor.backends.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Access tokens (RFC 7519, RS256) of an issuer that exists in tests alone, signed by its key unless their name says otherwise.
 * The key lies in the build folder, because test frameworks put a test and what sets it up into loaders of their own.
 */
public final class TestTokens {
    private static final Path KEYS = Path.of("target", "test-keys").toAbsolutePath();
    private static final Path PRIVATE_KEY = KEYS.resolve("private.der");
    private static final String ISSUER = "https://byteor.local";
    private static final String AUDIENCE = "byteor";
    private static final String EVERY_ENVIRONMENT = "*";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private TestTokens() {}

    /** Makes a new key; answers where its public half lies, in PEM. */
    static Path makeKey() {
        try {
            KeyPair pair = pair();
            Files.createDirectories(KEYS);
            Files.write(PRIVATE_KEY, pair.getPrivate().getEncoded());
            String key = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
            return Files.writeString(
                    KEYS.resolve("public.pem"),
                    "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody of this role, {@code agent-1} where it is agent, in every environment. */
    public static String of(String role) {
        return of(role, role + "-1");
    }

    public static String of(String role, String subject) {
        return of(role, subject, EVERY_ENVIRONMENT);
    }

    public static String of(String role, String subject, String environment) {
        return signed(claims(role, subject, environment), key());
    }

    public static String forAudience(String audience, String role, String subject) {
        JwtClaims claims = claims(role, subject, EVERY_ENVIRONMENT);
        claims.setAudience(audience);
        return signed(claims, key());
    }

    /** Says of nobody who it is. */
    public static String withoutSubject(String role) {
        JwtClaims claims = claims(role, "", EVERY_ENVIRONMENT);
        claims.unsetClaim("sub");
        return signed(claims, key());
    }

    public static String expired(String role, String subject) {
        JwtClaims claims = claims(role, subject, EVERY_ENVIRONMENT);
        Instant end = Instant.now().minus(LIFETIME);
        claims.setIssuedAt(at(end.minus(LIFETIME)));
        claims.setExpirationTime(at(end));
        return signed(claims, key());
    }

    public static String notYetValid(String role, String subject) {
        JwtClaims claims = claims(role, subject, EVERY_ENVIRONMENT);
        claims.setNotBefore(at(Instant.now().plus(LIFETIME)));
        return signed(claims, key());
    }

    /** Names its owner as OpenID providers may, and has no subject. */
    public static String withoutSubject(String role, String name) {
        JwtClaims claims = claims(role, name, EVERY_ENVIRONMENT);
        claims.unsetClaim("sub");
        claims.setStringClaim("upn", name);
        return signed(claims, key());
    }

    public static String ofIssuer(String issuer, String role, String subject) {
        JwtClaims claims = claims(role, subject, EVERY_ENVIRONMENT);
        claims.setIssuer(issuer);
        return signed(claims, key());
    }

    /** Says that it needs no signature. */
    public static String unsigned(String role, String subject) {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}")
                + '.'
                + encoded(claims(role, subject, EVERY_ENVIRONMENT).toJson())
                + '.';
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Signed by a key that nobody was told of. */
    public static String forged(String role, String subject) {
        return signed(claims(role, subject, EVERY_ENVIRONMENT), pair().getPrivate());
    }

    private static JwtClaims claims(String role, String subject, String environment) {
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(role));
        claims.setStringListClaim("environments", List.of(environment));
        claims.setIssuedAt(at(now));
        claims.setExpirationTime(at(now.plus(LIFETIME)));
        claims.setGeneratedJwtId();
        return claims;
    }

    private static NumericDate at(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }

    private static String signed(JwtClaims claims, PrivateKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
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
