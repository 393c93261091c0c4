package io.byteor.runner.target.http;

import io.byteor.runner.target.Outlet;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.target.HttpEndpoint;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Opens ways to HTTP servers. Nothing is connected before the first effect. Thread-safe. */
public final class HttpOutlets {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final Map<String, Credential> credentials;
    private final SecureRandom random = new SecureRandom();

    /** @param credentials by the names that endpoints give them */
    public HttpOutlets(Map<String, Credential> credentials) {
        this.credentials = Map.copyOf(credentials);
    }

    /**
     * Opens a way.
     *
     * @throws ByteorException TARGET_FAILED where the runner has no credential of that name for that server
     */
    public Outlet open(String target, HttpEndpoint endpoint) {
        Optional<String> authorization = Optional.ofNullable(endpoint.credential())
                .map(name -> Optional.ofNullable(credentials.get(name))
                        .filter(credential -> credential.isFor(endpoint.url()))
                        .orElseThrow(() -> new ByteorException(
                                ErrorCode.TARGET_FAILED,
                                "the runner has no credential of this name for this server",
                                "targets/" + target + "/http/credential",
                                name))
                        .authorization());
        return new HttpOutlet(
                endpoint,
                new PinnedCourier(endpoint, authorization),
                new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, random),
                Pacing.SYSTEM);
    }
}
