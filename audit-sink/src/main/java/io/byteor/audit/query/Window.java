package io.byteor.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time; null is without bound.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Window(@Nullable Instant from, @Nullable Instant to) {
    public Window {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(from + " is not before " + to);
        }
    }
}
