package io.byteor.validator.gateway.http.approval;

import io.byteor.schemas.event.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An approval as a command left it.
 *
 * @param status requested, approved, reserved, started, rejected, revoked or expired
 * @param requestDigest what it is given over
 */
public record ApprovalView(
        String approvalId,
        String commandId,
        String status,
        @Nullable Long revision,
        @Nullable String requestDigest) {
    static ApprovalView of(CommandOutcome outcome) {
        return new ApprovalView(
                outcome.getSubject(),
                outcome.getCommandId(),
                outcome.getAnswer(),
                outcome.getRevision(),
                outcome.getDigest());
    }
}
