package io.byteor.cli.approval;

import io.byteor.cli.api.Approval;
import io.byteor.cli.output.Fields;

/** An approval, for people. */
final class ApprovalText {
    private ApprovalText() {}

    static Fields of(Approval approval) {
        Fields fields = new Fields()
                .add("approval", approval.approvalId())
                .add("status", approval.status())
                .add("request digest", approval.requestDigest())
                .addAll(approval.document(), "environment", "required", "reservedBy", "requestedAt", "expiresAt");
        approval.document().path("votes").forEach(vote -> fields.add("vote", vote));
        return fields;
    }
}
