package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.validator.fact.FactKey;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether it is known where the records come from and would go, and whether those places permit it. */
final class EnvironmentRules {
    private EnvironmentRules() {}

    static Finding agent(ErrorCode code, Facts facts) {
        BundleCaptured bundle = facts.bundle();
        AgentState agent = facts.agent();
        if (bundle == null) {
            return Findings.failed(
                    code, "the bundle is unknown, and so is its agent", "Push the bundle, then ask again.");
        }
        if (agent == null) {
            return Findings.failed(
                    code,
                    "agent " + bundle.getAgentId() + " is not registered"
                            + facts.atSeenRevision(FactKey.Kind.AGENT, bundle.getAgentId()),
                    "Have an admin register the agent.");
        }
        return Findings.passed(
                code,
                "agent " + agent.getAgentId() + " at revision " + agent.getRevision() + " in "
                        + agent.getEnvironment());
    }

    static Finding resolved(ErrorCode code, Facts facts) {
        RegisteredEnvironment environment = facts.environment();
        if (environment == null || facts.source() == null) {
            AgentState agent = facts.agent();
            String named = facts.request().getEnvironment();
            String missing = facts.source() == null
                    ? agent == null ? "that of the unresolved agent" : agent.getEnvironment()
                    : Objects.requireNonNullElse(named, "");
            return Findings.failed(
                    code,
                    "environment not registered: " + missing + facts.atSeenRevision(FactKey.Kind.ENVIRONMENT, missing),
                    "Have an admin register the environment.");
        }
        return Findings.passed(code, environment.name() + " at revision " + environment.revision());
    }

    static Finding modePermitted(ErrorCode code, Facts facts) {
        Mode mode = facts.request().getMode();
        String word = mode.name().toLowerCase(Locale.ROOT);
        if (facts.environment() == null || facts.source() == null) {
            return Findings.failed(code, "without an environment nothing is permitted", "Have an admin register it.");
        }
        List<String> forbidding = facts.governing().stream()
                .filter(it -> !it.environment().posture().of(mode).allowed())
                .map(RegisteredEnvironment::name)
                .toList();
        if (!forbidding.isEmpty()) {
            return Findings.failed(
                    code, word + " is forbidden in " + forbidding, "Replay elsewhere, or change the posture.");
        }
        return Findings.passed(
                code, word + " is permitted in " + facts.environment().name());
    }

    static Finding reapplyPermitted(ErrorCode code, Facts facts) {
        Mode mode = facts.request().getMode();
        if (facts.environment() == null || facts.source() == null) {
            return Findings.failed(
                    code, "without an environment nothing is applied again", "Have an admin register it.");
        }
        if (mode == Mode.DRY_RUN || !facts.request().getReapply()) {
            return Findings.passed(code, "nothing is to be applied again");
        }
        List<String> forbidding = facts.governing().stream()
                .filter(it -> !it.environment().posture().of(mode).reapply())
                .map(RegisteredEnvironment::name)
                .toList();
        return forbidding.isEmpty()
                ? Findings.passed(code, "applying again is permitted")
                : Findings.failed(
                        code,
                        "applying again is forbidden in " + forbidding,
                        "Ask without reapply, or have the posture of execute changed.");
    }

    static Finding frozen(ErrorCode code, Facts facts) {
        if (facts.environment() == null || facts.source() == null) {
            return Findings.failed(
                    code, "without an environment its freezes are unknown", "Have an admin register it.");
        }
        Mode mode = facts.request().getMode();
        return facts.governing().stream()
                .flatMap(it -> it.environment().posture().freeze(mode, facts.now()).stream()
                        .map(freeze -> Findings.failed(
                                code,
                                it.name() + " is frozen " + freeze.window(),
                                "Ask again when the freeze is over.")))
                .findFirst()
                .orElseGet(() -> Findings.passed(code, "no freeze is in force"));
    }
}
