package io.byteor.audit.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant EXPIRY = Instant.parse("2026-11-26T10:00:00Z");
    private static final String FORGED = "forged";

    private final List<String> asked = new ArrayList<>();
    private final JWTAuthContextInfo rules = new JWTAuthContextInfo();
    private Instant now = EXPIRY.minusSeconds(1);
    private final VerifiedTokens tokens = new VerifiedTokens(new Verifying(), () -> now);

    @Test
    void verifiesATokenOnceAsLongAsItIsGood() throws ParseException {
        JWTCallerPrincipal first = tokens.parse("a", rules);

        assertThat(tokens.parse("a", rules)).isSameAs(first);
        assertThat(tokens.parse("b", rules).getSubject()).isEqualTo("b");
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void verifiesATokenAnewFromTheMomentItExpires() throws ParseException {
        tokens.parse("a", rules);
        now = EXPIRY;
        tokens.parse("a", rules);

        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void neverKeepsWhatWasRefused() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> tokens.parse(FORGED, rules));
        }

        assertThat(asked).containsExactly(FORGED, FORGED);
    }

    @Test
    void forgetsTheTokenThatCameLongestAgoWhenThereAreTooMany() throws ParseException {
        for (int i = 0; i <= VerifiedTokens.MOST; i++) {
            tokens.parse("0", rules);
            tokens.parse(String.valueOf(i), rules);
        }
        asked.clear();
        tokens.parse("0", rules);
        tokens.parse("1", rules);

        assertThat(asked).containsExactly("1");
    }

    private final class Verifying extends JWTCallerPrincipalFactory {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
            asked.add(token);
            if (token.equals(FORGED)) {
                throw new ParseException(token);
            }
            return new Caller(token);
        }
    }

    /** Whose subject is the token itself. */
    private static final class Caller extends JWTCallerPrincipal {
        private final Map<String, Object> claims;

        Caller(String token) {
            super(token, "JWT");
            claims = Map.of("sub", token, "exp", EXPIRY.getEpochSecond());
        }

        @Override
        protected Collection<String> doGetClaimNames() {
            return claims.keySet();
        }

        @Override
        protected @Nullable Object getClaimValue(String name) {
            return claims.get(name);
        }
    }
}
