package io.byteor.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An approval as it stands. */
public record ApprovalView(
        String approvalId,
        long revision,
        String status,
        String requestDigest,
        String bundleId,
        String mode,
        String environment,
        String postureDigest,
        int required,
        String requester,
        String reason,
        @Nullable String ticket,
        Object votes,
        Object refusedVotes,
        @Nullable Object revocation,
        @Nullable String reservedBy,
        Instant requestedAt,
        Instant expiresAt,
        Instant changedAt) {}
