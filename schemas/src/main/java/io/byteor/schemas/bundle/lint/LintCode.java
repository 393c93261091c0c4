package io.byteor.schemas.bundle.lint;

import java.util.Locale;

/** Everything that lint can say. */
public enum LintCode {
    /** A document or a segment cannot be read, so what it would say is not known. */
    UNREADABLE(Severity.ERROR),
    DOCUMENT_MISSING(Severity.ERROR),
    SEGMENT_MISSING(Severity.ERROR),
    /** A segment ends, if with a whole block, before what the incident or its block table says it holds. */
    SEGMENT_TRUNCATED(Severity.ERROR),
    /** Sequences are missing and no gap says so. */
    GAP_UNDECLARED(Severity.WARNING),
    /** A declared gap holds records. */
    GAP_NOT_EMPTY(Severity.WARNING),
    CLOCK_BACKWARDS(Severity.WARNING),
    TIME_AFTER_CAPTURE(Severity.WARNING),
    TIME_OUTSIDE_WINDOW(Severity.WARNING),
    /** Every record has the capture's time: the source gave none. */
    TIMES_MISSING(Severity.WARNING),
    LANE_EMPTY(Severity.WARNING),
    /** A role reads a lane that nothing writes and that was not captured. */
    LANE_NOT_CAPTURED(Severity.WARNING),
    ORIGIN_MISSING(Severity.WARNING),
    /** An output record comes from an input that the bundle does not hold. */
    ORIGIN_NOT_CAPTURED(Severity.WARNING),
    VALIDATION_INVALID(Severity.WARNING),
    /** What a stage writes to a lane was not captured, so a replay cannot be compared with it. */
    OUTPUT_NOT_CAPTURED(Severity.INFO),
    BLOCK_TABLE_MISSING(Severity.INFO),
    POLICY_DECISIONS_EMPTY(Severity.INFO),
    SNAPSHOTS_MISSING(Severity.INFO);

    private final Severity severity;

    LintCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** How much it matters to a replay. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
