package io.byteor.audit.access;

import io.byteor.audit.query.Window;
import io.byteor.schemas.access.AccessKind;
import org.jspecify.annotations.Nullable;

/**
 * Which accesses a page is to show: all conditions hold together, null is none.
 *
 * @param person as {@link Reader#person} writes people
 * @param began when one began
 */
public record WantedAccesses(
        @Nullable String person,
        @Nullable AccessKind kind,
        @Nullable String replayId,
        @Nullable String bundleId,
        Window began) {}
