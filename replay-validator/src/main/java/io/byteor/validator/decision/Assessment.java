package io.byteor.validator.decision;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.target.TargetAddress;
import io.byteor.validator.environment.Limits;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.request.RequestDigest;
import io.byteor.validator.rule.Findings;
import io.byteor.validator.rule.LimitRule;
import io.byteor.validator.rule.PipelineRules;
import io.byteor.validator.rule.Rule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What every rule but approval says of a request, with what it resolves to. The resolved parts are null where a fact is missing.
 *
 * @param unresolvedEnvironment the environment that did not resolve; null where none is missing
 * @param targets the resolved targets of an execute; none for a dry-run
 * @param approvalsRequired distinct people who must approve; 0 for none
 */
public record Assessment(
        ReplayRequested request,
        List<Finding> findings,
        @Nullable Digest requestDigest,
        @Nullable Digest selectionDigest,
        @Nullable BundleCaptured bundle,
        @Nullable EnvironmentSnapshot environment,
        @Nullable String unresolvedEnvironment,
        @Nullable ResolvedPipeline pipeline,
        List<ResolvedTarget> targets,
        int approvalsRequired) {
    public Assessment {
        findings = List.copyOf(findings);
        targets = List.copyOf(targets);
    }

    /** Asks every rule and resolves what can be resolved. A pure function of the facts. */
    public static Assessment of(Facts facts) {
        return new Assessment(
                facts.request(),
                Arrays.stream(Rule.values()).map(rule -> rule.check(facts)).toList(),
                requestDigest(facts).orElse(null),
                facts.selectionDigest().orElse(null),
                facts.bundle(),
                snapshot(facts).orElse(null),
                facts.unresolvedEnvironment().orElse(null),
                pipeline(facts).orElse(null),
                facts.request().getMode() == Mode.EXECUTE ? targets(PipelineRules.resolved(facts)) : List.of(),
                facts.approvalsRequired());
    }

    /** What an approval of the request would be given over; empty where it cannot be derived. A pure function of the facts. */
    public static Optional<Digest> requestDigest(Facts facts) {
        return resolved(facts).map(RequestDigest::of);
    }

    /** Whether no rule failed and everything that a decision names could be resolved. */
    public boolean passed() {
        return !Findings.anyFailed(findings) && requestDigest != null;
    }

    /** The environment that the request is for, resolved or not; empty where nobody knows. */
    public Optional<String> environmentName() {
        return AuditEvents.environment(request, bundle, environment);
    }

    /**
     * Whether the owner of the start key decides: it reserves approvals, and orders an execute's start against revocation. A request
     * that lacks an approval is rejected in any case, so it need not go there.
     */
    public boolean needsStartKey() {
        return request.getApprovalId() != null
                || (passed() && request.getMode() == Mode.EXECUTE && approvalsRequired == 0);
    }

    /** The key that orders start and revocation. */
    public String startKey() {
        return request.getApprovalId() == null ? request.getReplayId() : request.getApprovalId();
    }

    /** The event that hands the assessment to the owner of the start key. */
    public ReplayAdmitted admitted(Instant now) {
        return ReplayAdmitted.newBuilder()
                .setReplayId(request.getReplayId())
                .setStartKey(startKey())
                .setRequest(request)
                .setRequestDigest(requestDigest == null ? null : requestDigest.toString())
                .setSelectionDigest(selectionDigest == null ? null : selectionDigest.toString())
                .setBundle(bundle)
                .setEnvironment(environment)
                .setPipeline(pipeline)
                .setTargets(targets)
                .setApprovalsRequired(approvalsRequired)
                .setFindings(findings)
                .setAt(now)
                .build();
    }

    private static Optional<RequestDigest.Resolved> resolved(Facts facts) {
        BundleCaptured bundle = facts.bundle();
        RegisteredEnvironment environment = facts.environment();
        Optional<Limits> limits = LimitRule.limits(facts);
        Optional<String> specHash = facts.specHash();
        if (bundle == null || environment == null || limits.isEmpty() || specHash.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RequestDigest.Resolved(
                facts.request(),
                place(environment),
                facts.foreignSource().map(Assessment::place).orElse(null),
                PipelineRules.resolved(facts),
                facts.lanes(),
                LimitRule.rate(facts, limits.get()),
                specHash.get()));
    }

    private static RequestDigest.Place place(RegisteredEnvironment environment) {
        return new RequestDigest.Place(environment.name(), environment.postureDigest());
    }

    private static Optional<EnvironmentSnapshot> snapshot(Facts facts) {
        RegisteredEnvironment environment = facts.environment();
        if (environment == null) {
            return Optional.empty();
        }
        return LimitRule.limits(facts)
                .map(limits -> EnvironmentSnapshot.newBuilder()
                        .setName(environment.name())
                        .setRevision(environment.revision())
                        .setPostureDigest(environment.postureDigest())
                        .setMaxRecords(limits.records())
                        .setMaxRecordsPerSecond(limits.recordsPerSecond())
                        .setMaxDurationMillis(limits.duration().toMillis())
                        .setDryRunDetail(facts.dryRunDetail())
                        .build());
    }

    private static Optional<ResolvedPipeline> pipeline(Facts facts) {
        BundleCaptured bundle = facts.bundle();
        Optional<String> specHash = facts.specHash();
        if (bundle == null || specHash.isEmpty()) {
            return Optional.empty();
        }
        String recorded = bundle.getPipeline() + " " + bundle.getVersion();
        RegisteredPipeline registered = facts.pipeline();
        boolean candidate = facts.request().getCandidate() != null;
        return Optional.of(ResolvedPipeline.newBuilder()
                .setRecorded(recorded)
                .setResolved(registered == null ? null : registered.title())
                .setMatch(match(registered, recorded, candidate))
                .setSpecHash(specHash.get())
                .setSpec(candidate && registered != null ? registered.spec().canonical() : null)
                .build());
    }

    private static String match(@Nullable RegisteredPipeline registered, String recorded, boolean candidate) {
        if (registered == null) {
            return "unknown";
        }
        return candidate ? "candidate" : registered.title().equals(recorded) ? "same" : "other_version";
    }

    private static List<ResolvedTarget> targets(SortedMap<String, TargetAddress> targets) {
        return targets.entrySet().stream().map(Assessment::target).toList();
    }

    private static ResolvedTarget target(Map.Entry<String, TargetAddress> target) {
        return ResolvedTarget.newBuilder()
                .setName(target.getKey())
                .setKind(target.getValue().kind())
                .setAddress(target.getValue().json().canonical())
                .build();
    }
}
