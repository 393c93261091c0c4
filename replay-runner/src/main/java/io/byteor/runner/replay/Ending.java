package io.byteor.runner.replay;

import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import org.jspecify.annotations.Nullable;

/**
 * How a replay ends.
 *
 * @param reason null where the outcome speaks for itself
 * @param damagedLane the lane that was not what the manifest says; null for all other endings
 * @param divergence of the outputs from the captured ones; null where nothing was compared
 */
record Ending(
        ReplayOutcome outcome,
        @Nullable String reason,
        @Nullable String damagedLane,
        AuditRecord.@Nullable Divergence divergence) {
    static Ending of(ReplayOutcome outcome, @Nullable String reason) {
        return new Ending(outcome, reason, null, null);
    }

    /** What a refusal from the bundle, the plan or the target leads to. */
    static Ending of(ByteorException refusal, @Nullable String lane) {
        return switch (refusal.code()) {
            case JOURNAL_CORRUPT,
                    BUNDLE_ALTERED,
                    BUNDLE_MALFORMED,
                    BUNDLE_INCOMPLETE,
                    BUNDLE_INCOHERENT,
                    FILE_NOT_FOUND -> new Ending(ReplayOutcome.CORRUPT, text(refusal), lane, null);
            default -> of(ReplayOutcome.FAILED, text(refusal));
        };
    }

    /** The same, with what was compared. */
    Ending with(AuditRecord.Divergence compared) {
        return new Ending(outcome, reason, damagedLane, compared);
    }

    /** The same, with something that must be said beside the reason. */
    Ending noting(String note) {
        return new Ending(outcome, reason == null ? note : reason + "; " + note, damagedLane, divergence);
    }

    private static String text(ByteorException refusal) {
        String place = refusal.place() == null ? "" : " (" + refusal.place() + ")";
        return refusal.code() + ": " + refusal.detail() + place;
    }
}
