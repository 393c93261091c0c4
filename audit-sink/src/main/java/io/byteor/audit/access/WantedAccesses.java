package io.byteor.audit.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which accesses a page is to show: all conditions hold together, null is none.
 *
 * @param person as {@link Reader#person} writes people
 * @param from the first instant at which one may have begun
 * @param to the first at which it may no longer
 */
public record WantedAccesses(
        @Nullable String person,
        @Nullable AccessKind kind,
        @Nullable String replayId,
        @Nullable Instant from,
        @Nullable Instant to) {}
