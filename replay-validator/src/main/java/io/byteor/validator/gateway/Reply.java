package io.byteor.validator.gateway;

import io.byteor.schemas.event.CommandOutcome;
import java.util.Optional;

/**
 * What a call comes to.
 *
 * @param subject the id that the command gave or was about
 * @param outcome empty while it is still on its way
 */
public record Reply(String commandId, String subject, Optional<CommandOutcome> outcome) {}
