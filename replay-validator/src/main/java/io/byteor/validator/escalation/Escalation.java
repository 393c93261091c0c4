package io.byteor.validator.escalation;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.schemas.governance.EscalationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moves of an escalation: raised, acknowledged, resolved. The caller keeps the order: one writer per case.
 */
public final class Escalation {
    private static final String ANY = "*";

    private Escalation() {}

    /**
     * The escalation that a case comes to; empty while its latest one is not resolved, since people are told already.
     *
     * @param latest the case's latest
     */
    public static Optional<EscalationState> raised(
            EscalationDue due, Optional<EscalationState> latest, Duration window, Instant now) {
        if (latest.filter(state -> EscalationStatus.of(state) != EscalationStatus.RESOLVED)
                .isPresent()) {
            return Optional.empty();
        }
        String caseId = EscalationCase.of(due.getCause(), due.getSubject());
        return Optional.of(EscalationState.newBuilder()
                .setEscalationId(
                        EscalationIds.next(caseId, latest.map(EscalationState::getEscalationId), due.getAt(), window))
                .setRevision(1)
                .setCause(due.getCause())
                .setSubject(due.getSubject())
                .setEnvironment(due.getEnvironment())
                .setEvidence(due.getEvidence())
                .setReplayId(due.getReplayId())
                .setStatus(EscalationStatus.RAISED.text())
                .setRaisedAt(now)
                .setChangedAt(now)
                .build());
    }

    /**
     * Acknowledges or resolves.
     *
     * @throws ByteorException FORBIDDEN, or ESCALATION_SETTLED where it has been moved so far before
     */
    public static EscalationState moved(EscalationState state, EscalationMoved move, Instant now) {
        String environment = state.getEnvironment();
        if (environment != null && !claims(move.getEnvironments(), environment)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "it lies outside the token's environments", "environment", environment);
        }
        EscalationStatus to = EscalationStatus.ofWord(move.getTo())
                .filter(it -> it != EscalationStatus.RAISED)
                .orElseThrow(() -> new IllegalStateException("no move of an escalation: " + move.getTo()));
        if (EscalationStatus.of(state).compareTo(to) >= 0) {
            throw new ByteorException(
                    ErrorCode.ESCALATION_SETTLED, "it was moved so far by " + by(state), "state", state.getStatus());
        }
        EscalationNote note = EscalationNote.newBuilder()
                .setBy(move.getBy())
                .setNote(move.getNote())
                .setAt(now)
                .build();
        boolean resolves = to == EscalationStatus.RESOLVED;
        // Field by field: a builder that copies looks classes up by a loader that is not everywhere ours.
        return EscalationState.newBuilder()
                .setEscalationId(state.getEscalationId())
                .setRevision(state.getRevision() + 1)
                .setCause(state.getCause())
                .setSubject(state.getSubject())
                .setEnvironment(state.getEnvironment())
                .setEvidence(state.getEvidence())
                .setReplayId(state.getReplayId())
                .setStatus(to.text())
                .setAcknowledgement(resolves ? state.getAcknowledgement() : note)
                .setResolution(resolves ? note : state.getResolution())
                .setRaisedAt(state.getRaisedAt())
                .setChangedAt(now)
                .build();
    }

    private static boolean claims(List<String> environments, String environment) {
        return environments.contains(ANY) || environments.contains(environment);
    }

    private static @Nullable String by(EscalationState state) {
        EscalationNote last = state.getResolution() == null ? state.getAcknowledgement() : state.getResolution();
        return last == null ? null : last.getBy().getSubject();
    }
}
