package io.byteor.validator.gateway.http;

import io.byteor.schemas.event.Finding;
import io.byteor.validator.rule.ClaimRule;
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
    /** Those that the requester {@linkplain ClaimRule#told may be told}, in their order. */
    public static List<FindingView> of(List<Finding> findings) {
        return ClaimRule.told(findings).stream()
                .map(finding -> new FindingView(
                        finding.getCode(),
                        finding.getOutcome().name().toLowerCase(Locale.ROOT),
                        finding.getEvidence(),
                        finding.getRemedy()))
                .toList();
    }
}
