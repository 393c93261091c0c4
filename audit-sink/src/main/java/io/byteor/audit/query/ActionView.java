package io.byteor.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action.
 *
 * @param key the record's key in Base64; null where there is none
 * @param payloadSha256 with its prefix
 * @param leaf with its prefix
 */
public record ActionView(
        String replayId,
        long seq,
        String role,
        String lane,
        String stage,
        String originLane,
        long originSequence,
        int ordinal,
        @Nullable String target,
        @Nullable String toLane,
        String decision,
        @Nullable String reason,
        @Nullable String key,
        @Nullable String payloadSha256,
        long payloadBytes,
        Instant at,
        String leaf) {}
