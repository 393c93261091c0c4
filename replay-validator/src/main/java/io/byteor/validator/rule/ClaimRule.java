package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.util.List;
import java.util.stream.Stream;

/** Whether the requester has a claim to every environment that the replay answers to. */
public final class ClaimRule {
    private static final String ANY = "*";
    /** The remedy of the findings that something lies outside the claim, and of no others: by it they are known again. */
    private static final String ASK = "Ask as somebody whose claim includes the environment.";

    private ClaimRule() {}

    static Finding covered(ErrorCode code, Facts facts) {
        // One that did not resolve counts too: what is found of a bundle is told of the environment that it is from.
        List<String> outside = Stream.concat(
                        facts.governing().stream().map(RegisteredEnvironment::name),
                        facts.unresolvedEnvironment().stream())
                .filter(name -> !covers(facts.request(), name))
                .toList();
        if (!outside.isEmpty()) {
            return Findings.failed(code, "outside the requester's claim: " + outside, ASK);
        }
        if (facts.environment() == null || facts.source() == null) {
            return Findings.failed(
                    code, "without an environment nothing is within a claim", "Have an admin register it.");
        }
        return Findings.passed(code, "within the requester's claim");
    }

    /** The finding about an environment that governs an accepted replay by now. */
    public static Finding stillCovered(ReplayRequested request, String environment) {
        return covers(request, environment)
                ? Findings.passed(ErrorCode.FORBIDDEN, environment + " is within the requester's claim")
                : Findings.failed(ErrorCode.FORBIDDEN, "by now outside the requester's claim: " + environment, ASK);
    }

    /**
     * What of the findings about a request its requester may be told. Where an environment that the request touches is outside the
     * claim, that alone: the others are about its records, its registry and its approvals. All of them stand in the audit.
     */
    public static List<Finding> told(List<Finding> findings) {
        List<Finding> outside = findings.stream().filter(ClaimRule::saysOutside).toList();
        return outside.isEmpty() ? findings : outside;
    }

    private static boolean saysOutside(Finding finding) {
        return finding.getOutcome() == FindingOutcome.FAILED
                && finding.getCode().equals(ErrorCode.FORBIDDEN.name())
                && finding.getRemedy().equals(ASK);
    }

    /** By the claim that the request recorded; one that recorded none covers nothing. */
    private static boolean covers(ReplayRequested request, String environment) {
        return request.getEnvironments().contains(ANY)
                || request.getEnvironments().contains(environment);
    }
}
