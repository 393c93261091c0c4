package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.util.List;

/** Whether the requester has a claim to every environment that the replay answers to. */
public final class ClaimRule {
    private static final String ANY = "*";
    private static final String ASK = "Ask as somebody whose claim includes the environment.";

    private ClaimRule() {}

    static Finding covered(ErrorCode code, Facts facts) {
        List<String> outside = facts.governing().stream()
                .map(RegisteredEnvironment::name)
                .filter(name -> !covers(facts.request(), name))
                .toList();
        if (facts.environment() == null || facts.source() == null || !outside.isEmpty()) {
            return Findings.failed(
                    code,
                    outside.isEmpty()
                            ? "without an environment nothing is within a claim"
                            : "outside the requester's claim: " + outside,
                    ASK);
        }
        return Findings.passed(code, "within the requester's claim");
    }

    /** The finding about an environment that governs an accepted replay by now. */
    public static Finding stillCovered(ReplayRequested request, String environment) {
        return covers(request, environment)
                ? Findings.passed(ErrorCode.FORBIDDEN, environment + " is within the requester's claim")
                : Findings.failed(ErrorCode.FORBIDDEN, "by now outside the requester's claim: " + environment, ASK);
    }

    /** By the claim that the request recorded; one that recorded none covers nothing. */
    private static boolean covers(ReplayRequested request, String environment) {
        return request.getEnvironments().contains(ANY)
                || request.getEnvironments().contains(environment);
    }
}
