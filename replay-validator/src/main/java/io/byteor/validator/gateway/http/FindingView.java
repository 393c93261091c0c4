package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import java.util.List;
import java.util.Locale;

/**
 * What one rule said.
 *
 * @param code the error code that names the rule
 * @param outcome passed, warning or failed
 * @param evidence what was looked at, and what was found
 * @param remedy what would make it pass; empty when it passed
 */
public record FindingView(String code, String outcome, String evidence, String remedy) {
    /**
     * In the order of the findings. Where the requester has no claim to an environment of the replay, that alone is told of it: the
     * others are about its records, its registry and its approvals. All of them stand in the audit.
     */
    public static List<FindingView> of(List<Finding> findings) {
        boolean resolved = has(findings, ErrorCode.ENVIRONMENT_UNRESOLVED, FindingOutcome.PASSED);
        boolean outside = resolved && has(findings, ErrorCode.FORBIDDEN, FindingOutcome.FAILED);
        return findings.stream()
                .filter(finding -> !outside || is(finding, ErrorCode.FORBIDDEN))
                .map(finding -> new FindingView(
                        finding.getCode(),
                        finding.getOutcome().name().toLowerCase(Locale.ROOT),
                        finding.getEvidence(),
                        finding.getRemedy()))
                .toList();
    }

    private static boolean has(List<Finding> findings, ErrorCode code, FindingOutcome outcome) {
        return findings.stream().anyMatch(finding -> is(finding, code) && finding.getOutcome() == outcome);
    }

    private static boolean is(Finding finding, ErrorCode code) {
        return finding.getCode().equals(code.name());
    }
}
