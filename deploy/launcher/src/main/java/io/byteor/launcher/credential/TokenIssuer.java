package io.byteor.launcher.credential;

import io.byteor.launcher.LaunchFailure;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens (RFC 7519, RS256) that are good in every environment. Thread-safe. */
public final class TokenIssuer {
    public static final String ISSUER = "https://byteor.local";
    public static final String AUDIENCE = "byteor";
    static final Duration LIFETIME = Duration.ofDays(30);
    private static final String EVERY_ENVIRONMENT = "*";

    private final PrivateKey key;
    private final InstantSource clock;

    TokenIssuer(PrivateKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** A token for a principal, good from now for {@link #LIFETIME}. */
    public String issue(Principal principal) {
        return issue(principal.subject(), List.of(principal.role()), List.of(EVERY_ENVIRONMENT));
    }

    /** A token for anyone, with these roles in these environments. */
    public String issue(String subject, List<String> roles, List<String> environments) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", roles);
        claims.setStringListClaim("environments", environments);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setGeneratedJwtId();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new LaunchFailure("a token cannot be signed", e);
        }
    }
}
