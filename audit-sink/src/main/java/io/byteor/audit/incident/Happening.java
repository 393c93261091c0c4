package io.byteor.audit.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an incident.
 *
 * @param kind bundle_captured, bundle_deleted, approval_requested, approval_voted, vote_refused, approval_revoked,
 *     replay_requested, replay_decided, start_granted, start_refused, replay_started, control_requested, control_changed,
 *     replay_ended, escalation_raised, escalation_acknowledged or escalation_resolved
 * @param by the person, agent or runner; null where nobody in particular did it
 * @param what in a word or a sentence: a title, a mode, a decision with the codes that failed, a control with its reason, an outcome, a cause, a note
 */
public record Happening(
        Instant at,
        String kind,
        @Nullable String environment,
        @Nullable String bundleId,
        @Nullable String replayId,
        @Nullable String approvalId,
        @Nullable String escalationId,
        @Nullable String by,
        @Nullable String what) {}
