package io.byteor.validator.escalation;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.governance.EscalationCause;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the findings about a request escalate. A warning counts: it lets a dry-run pass, not the eyes of people. */
public final class Causes {
    private Causes() {}

    /**
     * Of every rule but approval; at most one per cause. A request for a bundle that nobody knows escalates nothing: all that it says
     * is invented.
     *
     * @param unresolved the environment that did not resolve; null where none is missing
     */
    public static List<EscalationDue> ofFacts(
            ReplayRequested request,
            @Nullable BundleCaptured bundle,
            @Nullable String unresolved,
            List<Finding> findings,
            Instant now) {
        return bundle == null
                ? List.of()
                : due(findings, finding -> ofFacts(finding, request, bundle, unresolved, now));
    }

    /** Of approval; else the same. */
    public static List<EscalationDue> ofApproval(
            ReplayRequested request, @Nullable BundleCaptured bundle, List<Finding> findings, Instant now) {
        return bundle == null ? List.of() : due(findings, finding -> ofApproval(finding, request, bundle, now));
    }

    private static List<EscalationDue> due(
            List<Finding> findings, Function<Finding, Optional<EscalationDue>> escalating) {
        return findings.stream()
                .filter(finding -> finding.getOutcome() != FindingOutcome.PASSED)
                .flatMap(finding -> escalating.apply(finding).stream())
                .toList();
    }

    private static Optional<EscalationDue> ofFacts(
            Finding finding, ReplayRequested request, BundleCaptured bundle, @Nullable String unresolved, Instant now) {
        if (is(finding, ErrorCode.ENVIRONMENT_UNRESOLVED) && unresolved != null) {
            return due(EscalationCause.ENVIRONMENT_UNRESOLVED, unresolved, unresolved, finding, request, now);
        }
        if (is(finding, ErrorCode.SPEC_HASH_UNKNOWN)) {
            String specHash = Objects.requireNonNullElse(request.getCandidate(), bundle.getSpecHash());
            return due(EscalationCause.SPEC_HASH_UNKNOWN, specHash, asked(request, bundle), finding, request, now);
        }
        return Optional.empty();
    }

    private static Optional<EscalationDue> ofApproval(
            Finding finding, ReplayRequested request, BundleCaptured bundle, Instant now) {
        if (is(finding, ErrorCode.APPROVAL_MISSING)) {
            return due(
                    EscalationCause.APPROVAL_MISSING,
                    bundle.getBundleId(),
                    asked(request, bundle),
                    finding,
                    request,
                    now);
        }
        if (is(finding, ErrorCode.APPROVAL_REJECTED)) {
            String approval = Objects.requireNonNullElse(request.getApprovalId(), bundle.getBundleId());
            return due(EscalationCause.APPROVAL_REJECTED, approval, asked(request, bundle), finding, request, now);
        }
        return Optional.empty();
    }

    private static String asked(ReplayRequested request, BundleCaptured bundle) {
        return Objects.requireNonNullElse(request.getEnvironment(), bundle.getEnvironment());
    }

    private static boolean is(Finding finding, ErrorCode rule) {
        return rule.name().equals(finding.getCode());
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
