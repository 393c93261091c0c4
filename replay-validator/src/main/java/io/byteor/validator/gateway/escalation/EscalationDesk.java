package io.byteor.validator.gateway.escalation;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.governance.EscalationStatus;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.escalation.EscalationIds;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.Reply;
import io.byteor.validator.request.Grounds;
import org.jspecify.annotations.Nullable;

/** Shows escalations and passes on what people do about them. Thread-safe. */
public final class EscalationDesk {
    private final Gateway gateway;
    private final EscalationReader reader;

    public EscalationDesk(Gateway gateway, EscalationReader reader) {
        this.gateway = gateway;
        this.reader = reader;
    }

    /**
     * Acknowledges or resolves one, with a note.
     *
     * @throws ByteorException ESCALATION_NOT_FOUND where this cannot be the id of any
     */
    public Reply move(String escalationId, EscalationStatus to, JsonFields body, Gateway.Terms terms)
            throws InterruptedException {
        if (EscalationIds.caseOf(escalationId).isEmpty()) {
            throw unknown(escalationId);
        }
        String note = Grounds.note(body);
        EscalationMoved command = EscalationMoved.newBuilder()
                .setCommandId(gateway.repeatable(terms, "escalation", escalationId, to.text(), note))
                .setEscalationId(escalationId)
                .setTo(to.text())
                .setBy(terms.caller().person())
                .setEnvironments(terms.caller().environments())
                .setNote(note)
                .setAt(gateway.now())
                .build();
        return gateway.call(new Command.MoveEscalation(command), escalationId, terms);
    }

    /**
     * One as it stands.
     *
     * @throws ByteorException ESCALATION_NOT_FOUND, or FORBIDDEN where it lies in an environment out of reach
     */
    public EscalationState get(String escalationId, Caller caller) {
        EscalationState state = reader.find(escalationId).orElseThrow(() -> unknown(escalationId));
        if (state.getEnvironment() != null) {
            caller.requireEnvironment(state.getEnvironment());
        }
        return state;
    }

    /**
     * Those within the caller's environments and those of none, in order of their ids.
     *
     * @param status of all that are answered; null for any
     * @param after the id to begin behind; null to begin with the first
     */
    public Page<EscalationState> list(
            @Nullable EscalationStatus status, @Nullable String after, int limit, Caller caller) {
        return reader.page(
                after,
                limit,
                state -> (status == null || EscalationStatus.of(state) == status) && reaches(caller, state));
    }

    private static boolean reaches(Caller caller, EscalationState state) {
        return state.getEnvironment() == null || caller.reaches(state.getEnvironment());
    }

    private static ByteorException unknown(String escalationId) {
        return new ByteorException(
                ErrorCode.ESCALATION_NOT_FOUND, "no escalation of this id", "escalationId", escalationId);
    }
}
