package io.byteor.cli.http;

import java.time.Duration;
import java.util.UUID;

/**
 * How a command is given.
 *
 * @param idempotencyKey the same key with the same intent is carried out once, however often it is sent
 * @param atMost how long to wait for the outcome
 */
public record CallOptions(String idempotencyKey, Duration atMost) {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    public CallOptions {
        if (idempotencyKey.isBlank()) {
            throw new IllegalArgumentException("an idempotency key is not blank");
        }
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative: " + atMost);
        }
    }

    /** A key of its own and half a minute. */
    public static CallOptions once() {
        return withKey(UUID.randomUUID().toString());
    }

    public static CallOptions withKey(String idempotencyKey) {
        return new CallOptions(idempotencyKey, USUAL_WAIT);
    }
}
