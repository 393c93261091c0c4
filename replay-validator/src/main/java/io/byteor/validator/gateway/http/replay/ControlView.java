package io.byteor.validator.gateway.http.replay;

import io.byteor.schemas.event.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a replay after a command. Its runner acts on that; where it has ended meanwhile, its audit says how.
 *
 * @param wanted running, paused or cancelled
 * @param revision counts the changes; 0 where nobody had said anything
 */
public record ControlView(
        String replayId,
        String commandId,
        String wanted,
        @Nullable Long revision) {

    static ControlView of(CommandOutcome outcome) {
        return new ControlView(
                outcome.getSubject(), outcome.getCommandId(), outcome.getAnswer(), outcome.getRevision());
    }
}
