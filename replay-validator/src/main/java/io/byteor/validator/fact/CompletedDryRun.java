package io.byteor.validator.fact;

import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAudited;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest completed dry-run of a selection.
 *
 * @param divergence share of the compared outputs that were changed, missing or new; null where nothing was compared
 */
public record CompletedDryRun(
        String replayId, Instant finishedAt, @Nullable Double divergence) {
    /** Whether the audit is that of a dry-run of a known selection which came to its end. */
    public static boolean isOne(ReplayAudited audited) {
        return audited.getMode() == Mode.DRY_RUN
                && audited.getSelectionDigest() != null
                && audited.getOutcome().equals(ReplayOutcome.COMPLETED.text());
    }

    /**
     * Reads the fact.
     *
     * @throws io.byteor.schemas.error.ByteorException where its audit is not one
     */
    public static CompletedDryRun of(ReplayAudited audited) {
        AuditRecord.Divergence divergence = AuditJson.read(audited.getAudit()).divergence();
        return new CompletedDryRun(
                audited.getReplayId(), audited.getFinishedAt(), divergence == null ? null : share(divergence));
    }

    /** A bundle may have captured output lanes and the selection none of their records; that is no share of 0. */
    private static @Nullable Double share(AuditRecord.Divergence divergence) {
        double differing = (double) divergence.changed() + divergence.missing() + divergence.added();
        double compared = differing + divergence.same();
        return compared == 0 ? null : differing / compared;
    }
}
