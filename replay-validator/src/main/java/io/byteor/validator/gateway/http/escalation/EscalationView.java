package io.byteor.validator.gateway.http.escalation;

import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.EscalationState;
import org.jspecify.annotations.Nullable;

/**
 * An escalation as it stands.
 *
 * @param state raised, acknowledged or resolved
 * @param cause environment_unresolved, spec_hash_unknown, approval_missing, approval_rejected, bundle_corrupt,
 *     agent_unauthenticated, agent_forbidden or agent_throttled
 * @param subject the environment, spec hash, bundle, approval or agent that it is about
 * @param environment where it lies; null where that is not known
 * @param evidence what was seen
 * @param replayId the request that caused it; null where none did
 */
public record EscalationView(
        String escalationId,
        String state,
        String cause,
        String subject,
        @Nullable String environment,
        String evidence,
        @Nullable String replayId,
        long revision,
        String raisedAt,
        @Nullable Note acknowledged,
        @Nullable Note resolved) {

    /** What somebody did about it. */
    public record Note(String issuer, String subject, String at, String note) {
        static @Nullable Note of(@Nullable EscalationNote note) {
            return note == null
                    ? null
                    : new Note(
                            note.getBy().getIssuer(),
                            note.getBy().getSubject(),
                            note.getAt().toString(),
                            note.getNote());
        }
    }

    static EscalationView of(EscalationState state) {
        return new EscalationView(
                state.getEscalationId(),
                state.getStatus(),
                state.getCause(),
                state.getSubject(),
                state.getEnvironment(),
                state.getEvidence(),
                state.getReplayId(),
                state.getRevision(),
                state.getRaisedAt().toString(),
                Note.of(state.getAcknowledgement()),
                Note.of(state.getResolution()));
    }
}
