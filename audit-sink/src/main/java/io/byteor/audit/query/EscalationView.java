package io.byteor.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An escalation as it stands.
 *
 * @param environment the one it lies in; null where none is known
 * @param replayId the replay that raised it; null where none did
 * @param state raised, acknowledged or resolved
 * @param acknowledged {@code by}, {@code at} and {@code note}; null where nobody has
 * @param resolved the same
 */
public record EscalationView(
        String escalationId,
        long revision,
        String cause,
        String subject,
        @Nullable String environment,
        String evidence,
        @Nullable String replayId,
        String state,
        @Nullable Object acknowledged,
        @Nullable Object resolved,
        Instant raisedAt,
        Instant changedAt) {}
