package io.byteor.validator.gateway.http.replay;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.validator.gateway.http.FindingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decided request.
 *
 * @param decision accepted or rejected
 * @param requestDigest what an approval has to be given over; null where a fact is missing
 */
public record DecisionView(
        String replayId,
        String commandId,
        String decision,
        @Nullable String requestDigest,
        List<FindingView> findings) {
    static DecisionView of(CommandOutcome outcome) {
        return new DecisionView(
                outcome.getSubject(),
                outcome.getCommandId(),
                outcome.getAnswer(),
                outcome.getDigest(),
                FindingView.of(outcome.getFindings()));
    }
}
