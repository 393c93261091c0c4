package io.byteor.audit.http.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a token once, and takes it until it expires: whoever asks does so again and again with the same one. What was refused is
 * never kept. Beyond {@value #MOST} tokens the one that came longest ago is forgotten. Thread-safe.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    static final int MOST = 512;

    private final JWTCallerPrincipalFactory verifying;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<String, JWTCallerPrincipal> verified = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    VerifiedTokens(InstantSource clock) {
        this(new DefaultJWTCallerPrincipalFactory(), clock);
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifying, InstantSource clock) {
        this.verifying = verifying;
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        JWTCallerPrincipal known = known(token);
        if (known != null) {
            return known;
        }
        JWTCallerPrincipal principal = verifying.parse(token, rules);
        keep(token, principal);
        return principal;
    }

    private @Nullable JWTCallerPrincipal known(String token) {
        lock.lock();
        try {
            JWTCallerPrincipal principal = verified.get(token);
            if (principal == null || clock.instant().getEpochSecond() < principal.getExpirationTime()) {
                return principal;
            }
            verified.remove(token);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void keep(String token, JWTCallerPrincipal principal) {
        lock.lock();
        try {
            verified.put(token, principal);
            if (verified.size() > MOST) {
                verified.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }
}
