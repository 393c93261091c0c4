package io.byteor.validator.gateway.http.explain;

import io.byteor.schemas.event.Finding;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Explanation;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.gateway.http.FindingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request.
 *
 * @param decision accepted or rejected, were it filed now
 * @param requestDigest what an approval has to be given over; null where a fact is missing
 * @param selectionDigest what ties a dry-run to an execute; null where the bundle is unknown
 * @param approvalsRequired distinct people who must approve; 0 for none
 * @param findings of every rule
 * @param estimate null where the bundle is unknown
 */
public record ExplanationView(
        String decision,
        @Nullable String requestDigest,
        @Nullable String selectionDigest,
        int approvalsRequired,
        List<FindingView> findings,
        @Nullable EstimateView estimate) {
    static ExplanationView of(Explanation explanation) {
        return switch (explanation.decision()) {
            case Decision.Accepted accepted ->
                of(explanation, Outcomes.ACCEPTED, accepted.event().getFindings());
            case Decision.Rejected rejected ->
                of(explanation, Outcomes.REJECTED, rejected.event().getFindings());
        };
    }

    private static ExplanationView of(Explanation explanation, String decision, List<Finding> findings) {
        var assessment = explanation.assessment();
        return new ExplanationView(
                decision,
                assessment.requestDigest() == null
                        ? null
                        : assessment.requestDigest().toString(),
                assessment.selectionDigest() == null
                        ? null
                        : assessment.selectionDigest().toString(),
                assessment.approvalsRequired(),
                FindingView.of(findings),
                explanation
                        .estimate()
                        .map(it -> EstimateView.of(it, explanation.rate()))
                        .orElse(null));
    }
}
