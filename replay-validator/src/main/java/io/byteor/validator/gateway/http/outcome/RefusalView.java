package io.byteor.validator.gateway.http.outcome;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.validator.gateway.http.FindingView;
import io.byteor.validator.rule.ClaimRule;
import java.util.Arrays;
import java.util.List;

/**
 * A command that the topology refused, as a problem document with members of its own (RFC 9457, section 3.2).
 *
 * @param problem of the first finding that failed, of those that may be told
 * @param findings those that may be told
 */
public record RefusalView(
        @JsonUnwrapped Problem problem, String commandId, String subject, List<FindingView> findings) {
    static RefusalView of(CommandOutcome refused) {
        Finding first = ClaimRule.told(refused.getFindings()).stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a refusal without a reason: " + refused.getCommandId()));
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(it -> it.name().equals(first.getCode()))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        return new RefusalView(
                Problem.of(code, first.getEvidence(), refused.getPlace(), refused.getValue()),
                refused.getCommandId(),
                refused.getSubject(),
                FindingView.of(refused.getFindings()));
    }
}
