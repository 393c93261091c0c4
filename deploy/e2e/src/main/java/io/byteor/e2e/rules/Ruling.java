package io.byteor.e2e.rules;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.validator.rule.Findings;
import java.util.List;

/** What was said about a situation, and whether it was allowed to go on. */
record Ruling(boolean allowed, List<Finding> findings) {
    Ruling {
        findings = List.copyOf(findings);
    }

    static Ruling refused(ByteorException refusal) {
        return new Ruling(false, List.of(Findings.of(refusal)));
    }

    boolean failed(ErrorCode code) {
        return said(code, FindingOutcome.FAILED);
    }

    /** Whether that rule spoke at all. */
    boolean speaksOf(ErrorCode code) {
        return findings.stream().anyMatch(finding -> finding.getCode().equals(code.name()));
    }

    boolean said(ErrorCode code, FindingOutcome outcome) {
        return findings.stream()
                .anyMatch(finding -> finding.getCode().equals(code.name()) && finding.getOutcome() == outcome);
    }
}
