package io.byteor.audit.incident;

import io.byteor.audit.query.Window;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents: those with a bundle of which all conditions hold; null is none.
 *
 * @param pipeline its name alone
 * @param captured when the bundle was captured
 */
public record WantedIncidents(
        @Nullable String environment,
        @Nullable String agent,
        @Nullable String pipeline,
        @Nullable String specHash,
        Window captured) {}
