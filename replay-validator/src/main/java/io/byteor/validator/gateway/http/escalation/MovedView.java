package io.byteor.validator.gateway.http.escalation;

import io.byteor.schemas.event.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An escalation as a command left it.
 *
 * @param state acknowledged or resolved
 */
public record MovedView(
        String escalationId,
        String commandId,
        String state,
        @Nullable Long revision) {

    static MovedView of(CommandOutcome outcome) {
        return new MovedView(outcome.getSubject(), outcome.getCommandId(), outcome.getAnswer(), outcome.getRevision());
    }
}
