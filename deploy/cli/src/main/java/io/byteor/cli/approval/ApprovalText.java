package io.byteor.cli.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Approval;
import io.byteor.cli.api.Page;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.PageOptions;
import java.util.List;

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
        fields.addAll(approval.document(), "reason", "ticket");
        approval.document().path("votes").forEach(vote -> fields.add("vote", line(vote)));
        approval.document()
                .path("refusedVotes")
                .forEach(vote -> fields.add(
                        "refused", line(vote) + " (" + vote.path("code").asText() + ")"));
        JsonNode revocation = approval.document().path("revocation");
        if (revocation.isObject()) {
            fields.add(
                    "revoked",
                    "by %s: %s"
                            .formatted(
                                    revocation.path("by").asText(),
                                    revocation.path("reason").asText()));
        }
        return fields;
    }

    static List<String> lines(Page approvals) {
        Table table =
                new Table("approval", "status", "mode", "environment", "votes", "requester", "expires at", "reason");
        for (JsonNode approval : approvals.items()) {
            table.row(
                    approval.path("approvalId").asText(),
                    approval.path("status").asText(),
                    approval.path("mode").asText(),
                    approval.path("environment").asText(),
                    approval.path("votes").size() + " of "
                            + approval.path("required").asText(),
                    approval.path("requester").asText(),
                    approval.path("expiresAt").asText(),
                    approval.path("reason").asText());
        }
        return PageOptions.lines(table, approvals);
    }

    private static String line(JsonNode vote) {
        return "%s by %s: %s"
                .formatted(
                        vote.path("vote").asText(),
                        vote.path("voter").asText(),
                        vote.path("reason").asText());
    }
}
