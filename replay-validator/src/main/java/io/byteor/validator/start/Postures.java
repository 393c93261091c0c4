package io.byteor.validator.start;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.validator.environment.ModePosture;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.rule.ClaimRule;
import io.byteor.validator.rule.DryRunRule;
import io.byteor.validator.rule.Findings;
import io.byteor.validator.rule.LimitRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the postures that govern a replay say by the time it starts, which may be otherwise than when it was accepted. */
final class Postures {
    private static final String REGISTER = "Have an admin register it.";

    private Postures() {}

    static List<Finding> findings(ReplayAccepted accepted, Standing standing, Instant now) {
        List<Finding> findings = new ArrayList<>();
        if (standing.environment().isEmpty()) {
            findings.add(Findings.failed(
                    ErrorCode.ENVIRONMENT_UNRESOLVED,
                    "environment not registered: " + accepted.getEnvironment().getName(),
                    REGISTER));
        }
        if (standing.source().isEmpty()) {
            findings.add(Findings.failed(
                    ErrorCode.ENVIRONMENT_UNRESOLVED,
                    "no environment of agent " + accepted.getBundle().getAgentId(),
                    REGISTER));
        }
        for (RegisteredEnvironment environment : standing.governing()) {
            findings.add(ClaimRule.stillCovered(accepted.getRequest(), environment.name()));
            findings.add(permitted(accepted, environment));
            findings.add(LimitRule.stillWithin(accepted, environment));
            reapply(accepted, environment, findings);
            frozen(accepted, environment, now, findings);
            dryRun(accepted, environment, standing, findings);
        }
        return findings;
    }

    private static Finding permitted(ReplayAccepted accepted, RegisteredEnvironment environment) {
        ModePosture posture = posture(accepted, environment);
        int approvers = accepted.getApproval().getApprovers().size();
        String evidence = environment.name() + " at revision " + environment.revision();
        if (!posture.allowed()) {
            return Findings.failed(
                    ErrorCode.POSTURE_FORBIDS_MODE,
                    "forbidden by now in " + evidence,
                    "Replay elsewhere, or change the posture.");
        }
        if (posture.approvals() > approvers) {
            return Findings.failed(
                    ErrorCode.POSTURE_FORBIDS_MODE,
                    evidence + " asks for " + posture.approvals() + " approvals by now, and has " + approvers,
                    "Request another approval.");
        }
        return Findings.passed(ErrorCode.POSTURE_FORBIDS_MODE, "permitted in " + evidence);
    }

    private static void reapply(ReplayAccepted accepted, RegisteredEnvironment environment, List<Finding> findings) {
        if (accepted.getRequest().getReapply()
                && !posture(accepted, environment).reapply()) {
            findings.add(Findings.failed(
                    ErrorCode.REAPPLY_FORBIDDEN,
                    "applying again is forbidden by now in " + environment.name(),
                    "Ask without reapply."));
        }
    }

    private static void frozen(
            ReplayAccepted accepted, RegisteredEnvironment environment, Instant now, List<Finding> findings) {
        Mode mode = accepted.getRequest().getMode();
        environment
                .environment()
                .posture()
                .freeze(mode, now)
                .map(freeze -> Findings.failed(
                        ErrorCode.ENVIRONMENT_FROZEN,
                        environment.name() + " is frozen by now, " + freeze.window(),
                        "Ask for the replay again when the freeze is over."))
                .ifPresent(findings::add);
    }

    /** Its age is that of the acceptance: waiting for a start makes a dry-run no older. */
    private static void dryRun(
            ReplayAccepted accepted, RegisteredEnvironment environment, Standing standing, List<Finding> findings) {
        posture(accepted, environment)
                .dryRunDemand()
                .map(demand -> DryRunRule.met(demand, standing.dryRun().orElse(null), accepted.getAcceptedAt()))
                .ifPresent(findings::add);
    }

    private static ModePosture posture(ReplayAccepted accepted, RegisteredEnvironment environment) {
        return environment.environment().posture().of(accepted.getRequest().getMode());
    }
}
