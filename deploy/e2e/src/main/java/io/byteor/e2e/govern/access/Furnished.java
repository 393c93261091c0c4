package io.byteor.e2e.govern.access;

import io.byteor.e2e.feed.Feed;
import java.util.Set;

/**
 * What there is of an environment: one of everything.
 *
 * @param environmentDocument as it stands in the registry, and so of the agent
 * @param commandId that asked for the replay
 * @param accessId of a reading of the replay's audit
 */
record Furnished(
        Feed feed,
        String environmentDocument,
        String agentDocument,
        String bundleId,
        String approvalId,
        String replayId,
        String commandId,
        String escalationId,
        String accessId) {
    /** What tells this environment from all others. */
    Set<String> marks() {
        return Set.of(
                "\"" + feed.name() + "\"", "\"" + feed.agent() + "\"", bundleId, approvalId, replayId, escalationId);
    }
}
