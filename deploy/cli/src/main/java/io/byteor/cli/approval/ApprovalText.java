package io.byteor.cli.approval;

import com.fasterxml.jackson.databind.JsonNode;
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
                .addAll(approval.document(), "bundleId", "mode", "environment", "requester", "required", "reservedBy")
                .addAll(approval.document(), "requestedAt", "expiresAt");
        approval.document().path("votes").forEach(vote -> fields.add("vote", line(vote)));
        return fields;
    }

    private static String line(JsonNode vote) {
        return "%s by %s: %s"
                .formatted(
                        vote.path("vote").asText(),
                        vote.path("voter").asText(),
                        vote.path("reason").asText());
    }
}
