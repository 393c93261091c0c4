package io.byteor.validator.escalation;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.governance.EscalationCause;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the findings about a request escalate. A warning counts: it lets a dry-run pass, not the eyes of people. */
public final class Causes {
    private Causes() {}

    /**
     * At most one per cause. A request for a bundle that nobody knows escalates nothing: all that it says is invented.
     *
     * @param environment the environment to run in, where it resolved
     */
    public static List<EscalationDue> of(
            ReplayRequested request,
            @Nullable BundleCaptured bundle,
            @Nullable EnvironmentSnapshot environment,
            List<Finding> findings,
            Instant now) {
        if (bundle == null) {
            return List.of();
        }
        return findings.stream()
                .filter(finding -> finding.getOutcome() != FindingOutcome.PASSED)
                .flatMap(finding -> due(finding, request, bundle, environment, now).stream())
                .toList();
    }

    private static Optional<EscalationDue> due(
            Finding finding,
            ReplayRequested request,
            BundleCaptured bundle,
            @Nullable EnvironmentSnapshot environment,
            Instant now) {
        String asked = Objects.requireNonNullElse(request.getEnvironment(), bundle.getEnvironment());
        // Where the one to run in resolved, it is the one that the records come from that did not.
        String unresolved = environment == null ? asked : bundle.getEnvironment();
        return switch (finding.getCode()) {
            case String code
            when is(code, ErrorCode.ENVIRONMENT_UNRESOLVED) ->
                due(EscalationCause.ENVIRONMENT_UNRESOLVED, unresolved, unresolved, finding, request, now);
            case String code
            when is(code, ErrorCode.SPEC_HASH_UNKNOWN) ->
                due(
                        EscalationCause.SPEC_HASH_UNKNOWN,
                        Objects.requireNonNullElse(request.getCandidate(), bundle.getSpecHash()),
                        asked,
                        finding,
                        request,
                        now);
            case String code
            when is(code, ErrorCode.APPROVAL_MISSING) ->
                due(EscalationCause.APPROVAL_MISSING, bundle.getBundleId(), asked, finding, request, now);
            case String code
            when is(code, ErrorCode.APPROVAL_REJECTED) ->
                due(
                        EscalationCause.APPROVAL_REJECTED,
                        Objects.requireNonNullElse(request.getApprovalId(), bundle.getBundleId()),
                        asked,
                        finding,
                        request,
                        now);
            default -> Optional.empty();
        };
    }

    private static boolean is(String code, ErrorCode rule) {
        return rule.name().equals(code);
    }

    private static Optional<EscalationDue> due(
            EscalationCause cause,
            String subject,
            String environment,
            Finding finding,
            ReplayRequested request,
            Instant now) {
        return Optional.of(EscalationDue.newBuilder()
                .setCause(cause.text())
                .setSubject(subject)
                .setEnvironment(environment)
                .setEvidence(finding.getEvidence() + "; asked for by "
                        + request.getRequester().getSubject())
                .setReplayId(request.getReplayId())
                .setAt(now)
                .build());
    }
}
