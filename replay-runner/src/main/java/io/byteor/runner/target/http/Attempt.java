package io.byteor.runner.target.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one request came to. */
sealed interface Attempt {
    /** @param retryAfter how long the server asks to be left alone (RFC 9110, section 10.2.3), never negative; null where it does not say */
    record Answered(int status, @Nullable Duration retryAfter) implements Attempt {}

    /**
     * No byte of the request was sent.
     *
     * @param forGood whether another attempt would end alike
     */
    record NotSent(String reason, boolean forGood) implements Attempt {}

    /** It may have arrived or not. */
    record Lost(String reason) implements Attempt {}
}
