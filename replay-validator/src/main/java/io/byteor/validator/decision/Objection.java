package io.byteor.validator.decision;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.rule.ClaimRule;
import io.byteor.validator.rule.Rule;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a request is at odds with the first rule that failed, of those that its requester may be told of.
 *
 * @param pointer JSON Pointer into the request's document; of what was left out, where it would stand
 * @param value what stands there; null where nothing does, or all of the selection
 */
record Objection(String pointer, @Nullable String value) {
    /** Empty where no rule failed, or one that broke. */
    static Optional<Objection> of(Assessment assessment) {
        return ClaimRule.told(assessment.findings()).stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .findFirst()
                .flatMap(Objection::rule)
                .map(rule -> of(rule, assessment));
    }

    private static Optional<Rule> rule(Finding finding) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.code().name().equals(finding.getCode()))
                .findFirst();
    }

    private static Objection of(Rule rule, Assessment assessment) {
        ReplayRequested request = assessment.request();
        return switch (rule) {
            case BUNDLE_UNKNOWN, AGENT_UNRESOLVED, AGENT_QUARANTINED ->
                new Objection("/bundleId", request.getBundleId());
            case LANE_UNKNOWN -> new Objection("/lanes", request.getLanes().toString());
            case ENVIRONMENT_UNRESOLVED, FORBIDDEN, ENVIRONMENT_FROZEN, TARGET_UNRESOLVED ->
                new Objection("/environment", assessment.environmentName().orElse(null));
            case POSTURE_FORBIDS_MODE, DRY_RUN_REQUIRED -> new Objection("/mode", AuditEvents.text(request.getMode()));
            case REAPPLY_FORBIDDEN -> new Objection("/reapply", Boolean.toString(request.getReapply()));
            case LIMIT_EXCEEDED -> limited(request, assessment.environment());
            case SPEC_HASH_UNKNOWN, PIPELINE_WITHDRAWN ->
                request.getCandidate() == null
                        ? new Objection("/bundleId", request.getBundleId())
                        : new Objection("/candidate", request.getCandidate());
        };
    }

    private static Objection limited(ReplayRequested request, @Nullable EnvironmentSnapshot environment) {
        Long rate = request.getRate();
        return rate != null && environment != null && rate > environment.getMaxRecordsPerSecond()
                ? new Objection("/rate", rate.toString())
                : new Objection("/selection", null);
    }
}
