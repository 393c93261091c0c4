package io.byteor.validator.gateway.http.answer;

import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Says who a bearer token was issued to, whether or not it is good for anything here: its signature verifies by the configured
 * key and algorithm, but it may be expired, not valid yet, or meant for another audience. One verification at most.
 */
@Singleton
class Bearers {
    private static final String SCHEME = "Bearer ";
    private static final int EVER = Integer.MAX_VALUE / 2;

    private final DefaultJWTParser parser = new DefaultJWTParser();
    private final JWTAuthContextInfo signatureOnly;

    Bearers(JWTAuthContextInfo configured) {
        this.signatureOnly = new JWTAuthContextInfo(configured);
        signatureOnly.setExpectedAudience(null);
        signatureOnly.setClockSkew(EVER);
        signatureOnly.setMaxTimeToLiveSecs(null);
    }

    Optional<JsonWebToken> bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            JsonWebToken token = parser.parse(authorization.substring(SCHEME.length()), signatureOnly);
            return token.getSubject() == null || token.getIssuer() == null ? Optional.empty() : Optional.of(token);
        } catch (ParseException e) {
            return Optional.empty(); // which is the question
        }
    }
}
