package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An approval as it stands.
 *
 * @param status requested, approved, reserved, started, rejected, revoked or expired
 * @param requestDigest of the request that it is about
 */
public record Approval(String approvalId, String status, String requestDigest, JsonNode document) {
    static Approval of(JsonNode document) {
        return new Approval(
                Documents.text(document, "approvalId"),
                Documents.text(document, "status"),
                document.path("requestDigest").asText(""),
                document);
    }
}
