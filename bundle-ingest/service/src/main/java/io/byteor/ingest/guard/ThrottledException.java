package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import java.time.Duration;

/**
 * A refusal of what the same agent may ask again later.
 *
 * <p>Header fields are those of draft-ietf-httpapi-ratelimit-headers.
 */
public final class ThrottledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ByteorException refusal;
    private final Duration wait;
    private final String name;
    private final String policy;

    /**
     * A refusal.
     *
     * @param wait until there is something left again
     * @param name of the policy
     * @param policy its parameters, as RateLimit-Policy has them
     */
    ThrottledException(ByteorException refusal, Duration wait, String name, String policy) {
        super(refusal.detail(), refusal);
        this.refusal = refusal;
        this.wait = wait;
        this.name = name;
        this.policy = policy;
    }

    public ByteorException refusal() {
        return refusal;
    }

    /** Whole seconds after which it is worth asking again, for Retry-After; at least one. */
    public long retryAfterSeconds() {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** The RateLimit field. */
    public String rateLimit() {
        return "\"%s\";r=0;t=%d".formatted(name, retryAfterSeconds());
    }

    /** The RateLimit-Policy field. */
    public String rateLimitPolicy() {
        return "\"%s\";%s".formatted(name, policy);
    }
}
