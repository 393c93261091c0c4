package io.byteor.validator.gateway.http.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.validator.gateway.http.FindingView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param kind environment, agent, pipeline, approval, escalation or replay
 * @param subject what it was about: name, id or hash
 * @param environment where that lies; null where it lies in none, or nobody knows
 * @param status done or refused
 * @param answer one word on what came out
 * @param digest request digest, or that of the document that was put
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeView(
        String commandId,
        String kind,
        String subject,
        @Nullable String environment,
        String status,
        String answer,
        @Nullable Long revision,
        @Nullable String digest,
        List<FindingView> findings,
        String at) {
    static OutcomeView of(CommandOutcome outcome) {
        return new OutcomeView(
                outcome.getCommandId(),
                outcome.getKind(),
                outcome.getSubject(),
                outcome.getEnvironment(),
                outcome.getStatus().name().toLowerCase(Locale.ROOT),
                outcome.getAnswer(),
                outcome.getRevision(),
                outcome.getDigest(),
                FindingView.of(outcome.getFindings()),
                outcome.getAt().toString());
    }
}
