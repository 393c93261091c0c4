package io.byteor.validator.rule;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import java.util.Collection;

/** What rules answer. */
public final class Findings {
    /** Characters of a text; a decision holds many findings beside the request. */
    private static final int LONGEST = 2_000;

    private Findings() {}

    public static Finding passed(ErrorCode rule, String evidence) {
        return finding(rule, FindingOutcome.PASSED, evidence, "");
    }

    public static Finding warning(ErrorCode rule, String evidence, String remedy) {
        return finding(rule, FindingOutcome.WARNING, evidence, remedy);
    }

    public static Finding failed(ErrorCode rule, String evidence, String remedy) {
        return finding(rule, FindingOutcome.FAILED, evidence, remedy);
    }

    /** The failed finding of a refusal; its place and the value there stand beside it. */
    public static Finding of(ByteorException refusal) {
        return failed(refusal.code(), refusal.detail(), "");
    }

    public static boolean anyFailed(Collection<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.getOutcome() == FindingOutcome.FAILED);
    }

    private static Finding finding(ErrorCode rule, FindingOutcome outcome, String evidence, String remedy) {
        return Finding.newBuilder()
                .setCode(rule.name())
                .setOutcome(outcome)
                .setEvidence(shortened(evidence))
                .setRemedy(shortened(remedy))
                .build();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
