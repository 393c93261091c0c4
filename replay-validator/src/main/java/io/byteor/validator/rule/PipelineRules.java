package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.target.TargetAddress;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether the spec that would run is a registered one, may run, and has somewhere to send its effects. */
public final class PipelineRules {
    private static final String REGISTER = "Register the pipeline version.";

    private PipelineRules() {}

    static Finding registered(ErrorCode code, Facts facts) {
        RegisteredPipeline pipeline = facts.pipeline();
        String hash = facts.specHash().orElse("of the unknown bundle");
        if (pipeline != null) {
            return Findings.passed(code, "spec " + hash + " is " + pipeline.title());
        }
        String evidence = "spec " + hash + " resolves to no registered version";
        boolean walksItsOwn = facts.request().getMode() == Mode.DRY_RUN
                && facts.request().getCandidate() == null
                && facts.bundle() != null;
        return walksItsOwn ? Findings.warning(code, evidence, REGISTER) : Findings.failed(code, evidence, REGISTER);
    }

    static Finding executable(ErrorCode code, Facts facts) {
        RegisteredPipeline pipeline = facts.pipeline();
        boolean dryRun = facts.request().getMode() == Mode.DRY_RUN;
        if (pipeline == null) {
            String evidence = "no registered version, and so no status";
            return dryRun ? Findings.warning(code, evidence, REGISTER) : Findings.failed(code, evidence, REGISTER);
        }
        String evidence = pipeline.title() + " is " + pipeline.status().word();
        if (dryRun) {
            return pipeline.status() == PipelineStatus.WITHDRAWN
                    ? Findings.warning(code, evidence, "Name a candidate to try another version.")
                    : Findings.passed(code, evidence);
        }
        return pipeline.status().executable() && facts.request().getCandidate() == null
                ? Findings.passed(code, evidence)
                : Findings.failed(
                        code, evidence, "Execute needs an active or deprecated version of the bundle's own spec.");
    }

    static Finding targets(ErrorCode code, Facts facts) {
        if (facts.request().getMode() == Mode.DRY_RUN) {
            return Findings.passed(code, "a dry-run touches no target");
        }
        RegisteredPipeline pipeline = facts.pipeline();
        RegisteredEnvironment environment = facts.environment();
        if (pipeline == null || environment == null) {
            return Findings.failed(
                    code, "spec or environment is unknown, and so are the targets", "Resolve them first.");
        }
        Map<String, TargetAddress> addresses = environment.environment().targets();
        List<String> unresolved = pipeline.spec().targets().stream()
                .filter(target -> !addresses.containsKey(target))
                .toList();
        if (!unresolved.isEmpty()) {
            return Findings.failed(
                    code,
                    "no address in " + environment.name() + " for " + unresolved,
                    "Give the targets addresses in the environment.");
        }
        return resolved(facts).entrySet().stream()
                .flatMap(target -> target.getValue().defect().stream()
                        .map(defect -> Findings.failed(
                                code,
                                target.getKey() + " in " + environment.name() + ": " + defect,
                                "Complete the target's address in the environment.")))
                .findFirst()
                .orElseGet(() ->
                        Findings.passed(code, "addresses for " + pipeline.spec().targets()));
    }

    /** The targets that the spec emits to and the environment has an address for. */
    public static SortedMap<String, TargetAddress> resolved(Facts facts) {
        SortedMap<String, TargetAddress> resolved = new TreeMap<>();
        RegisteredPipeline pipeline = facts.pipeline();
        RegisteredEnvironment environment = facts.environment();
        if (pipeline != null && environment != null) {
            resolved.putAll(environment.environment().targets());
            resolved.keySet().retainAll(pipeline.spec().targets());
        }
        return resolved;
    }
}
