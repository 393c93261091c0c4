package io.byteor.audit.verify;

import java.time.Duration;
import java.time.Instant;

/**
 * The outcome of the verification of one replay.
 *
 * @param actions of its actions, against the audit as it was taken
 * @param records of the records that tell of it, and of its row
 */
public record Verification(ActionsVerdict actions, SubjectVerdict records) {
    /** The graver one. */
    public Verdict verdict() {
        return actions.verdict().and(records.verdict());
    }

    /**
     * Whether nothing is wrong but that the audit, or actions that it lists, may be still under way.
     *
     * @param settleTime how long after its audit a replay's actions may arrive
     */
    public boolean pending(Instant now, Duration settleTime) {
        if (records.verdict() != Verdict.INTACT || records.records() == 0 || !actions.derived()) {
            return false;
        }
        return switch (actions.verdict()) {
            case UNANCHORED -> records.anchor() == null;
            case TRUNCATED ->
                records.auditedAt() != null && now.isBefore(records.auditedAt().plus(settleTime));
            case ALTERED, REORDERED, MISSING, KEY_UNKNOWN, RETIRED, INTACT -> false;
        };
    }
}
