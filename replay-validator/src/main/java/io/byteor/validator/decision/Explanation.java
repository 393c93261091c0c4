package io.byteor.validator.decision;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.validator.approval.ApprovalCheck;
import io.byteor.validator.environment.Limits;
import io.byteor.validator.estimate.Estimate;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.rule.LimitRule;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What would become of a request that nobody has filed.
 *
 * @param decision as it would be written now
 * @param estimate empty while the bundle is unknown
 * @param rate records per second that it would run at; empty while an environment is unresolved
 */
public record Explanation(Decision decision, Assessment assessment, Optional<Estimate> estimate, OptionalLong rate) {
    /**
     * Decides as the topology does, and estimates. A pure function of the facts.
     *
     * @param approval the one that the request names, as the clock leaves it; empty where there is none
     * @param validity how long after its acceptance a replay may begin
     */
    public static Explanation of(Facts facts, Optional<ApprovalState> approval, Duration validity) {
        Assessment assessment = Assessment.of(facts);
        ReplayAdmitted admitted = assessment.admitted(facts.now());
        Decision decision = Decision.of(admitted, ApprovalCheck.of(admitted, approval), facts.now(), validity);
        BundleCaptured bundle = facts.bundle();
        Optional<Limits> limits = LimitRule.limits(facts);
        return new Explanation(
                decision,
                assessment,
                bundle == null ? Optional.empty() : Optional.of(Estimate.of(facts, bundle)),
                limits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(LimitRule.rate(facts, limits.get())));
    }
}
