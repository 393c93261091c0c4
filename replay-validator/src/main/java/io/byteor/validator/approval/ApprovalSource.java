package io.byteor.validator.approval;

import io.byteor.schemas.event.ApprovalState;
import java.util.Optional;

/** Looks approvals up as they were last told of; the task that owns one may be a moment ahead. */
@FunctionalInterface
public interface ApprovalSource {
    Optional<ApprovalState> approval(String approvalId);
}
