package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.validator.fact.Facts;

/** One rule, named by the code it fails with. */
public enum Rule {
    BUNDLE_UNKNOWN(ErrorCode.BUNDLE_UNKNOWN, BundleRules::known),
    LANE_UNKNOWN(ErrorCode.LANE_UNKNOWN, BundleRules::lanes),
    AGENT_UNRESOLVED(ErrorCode.AGENT_UNRESOLVED, EnvironmentRules::agent),
    AGENT_QUARANTINED(ErrorCode.AGENT_QUARANTINED, QuarantineRule::free),
    ENVIRONMENT_UNRESOLVED(ErrorCode.ENVIRONMENT_UNRESOLVED, EnvironmentRules::resolved),
    FORBIDDEN(ErrorCode.FORBIDDEN, ClaimRule::covered),
    POSTURE_FORBIDS_MODE(ErrorCode.POSTURE_FORBIDS_MODE, EnvironmentRules::modePermitted),
    REAPPLY_FORBIDDEN(ErrorCode.REAPPLY_FORBIDDEN, EnvironmentRules::reapplyPermitted),
    ENVIRONMENT_FROZEN(ErrorCode.ENVIRONMENT_FROZEN, EnvironmentRules::frozen),
    LIMIT_EXCEEDED(ErrorCode.LIMIT_EXCEEDED, LimitRule::within),
    SPEC_HASH_UNKNOWN(ErrorCode.SPEC_HASH_UNKNOWN, PipelineRules::registered),
    PIPELINE_WITHDRAWN(ErrorCode.PIPELINE_WITHDRAWN, PipelineRules::executable),
    TARGET_UNRESOLVED(ErrorCode.TARGET_UNRESOLVED, PipelineRules::targets),
    DRY_RUN_REQUIRED(ErrorCode.DRY_RUN_REQUIRED, DryRunRule::required);

    private final ErrorCode code;
    private final Check check;

    Rule(ErrorCode code, Check check) {
        this.code = code;
        this.check = check;
    }

    /** What a rule does; it does nothing else and never changes what it is given. */
    @FunctionalInterface
    interface Check {
        Finding of(ErrorCode code, Facts facts);
    }

    public ErrorCode code() {
        return code;
    }

    /** This rule's finding. A fault of the rule itself is a failed finding too, so that every request is decided. */
    public Finding check(Facts facts) {
        try {
            return check.of(code, facts);
        } catch (RuntimeException e) {
            return Findings.failed(
                    ErrorCode.INTERNAL,
                    "the rule " + code + " broke: " + e.getClass().getSimpleName(),
                    "Report this as a fault.");
        }
    }
}
