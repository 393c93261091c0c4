package io.byteor.audit.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it stands. What has not been decided or audited yet is null.
 *
 * @param state requested, accepted, running, or the outcome
 * @param pipeline name of the bundle's pipeline
 * @param approvers issuer, {@code #}, subject of those who approved it
 * @param listed actions that the audit lists
 * @param stored actions that have arrived without a gap
 * @param startedAt as the audit says; null until there is one, and where nothing ran
 */
public record ReplayView(
        String replayId,
        String state,
        @Nullable String outcome,
        @Nullable String decision,
        @Nullable String bundleId,
        @Nullable String rootBundleId,
        @Nullable String mode,
        @Nullable String environment,
        @Nullable String specHash,
        @Nullable String requestDigest,
        @Nullable String approvalId,
        @Nullable String requester,
        @Nullable String reason,
        @Nullable String ticket,
        @Nullable Object findings,
        @Nullable String agentId,
        @Nullable String incidentId,
        @Nullable String pipeline,
        List<String> approvers,
        @Nullable Long listed,
        long stored,
        @Nullable Instant requestedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public ReplayView {
        approvers = List.copyOf(approvers);
    }
}
