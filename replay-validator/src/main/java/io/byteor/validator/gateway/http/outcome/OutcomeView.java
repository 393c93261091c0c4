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
 * @param place of a refusal: the JSON Pointer, the header or the field that its first failed finding is about; null for none
 * @param value what offends there; null for nothing
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
        @Nullable String place,
        @Nullable String value,
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
                outcome.getPlace(),
                outcome.getValue(),
                outcome.getAt().toString());
    }
}
