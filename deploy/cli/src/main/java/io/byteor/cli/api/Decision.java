package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the validator decided about a replay request.
 *
 * @param requestDigest empty where it could not be established
 * @param findings of every rule
 */
public record Decision(
        String replayId, boolean accepted, String requestDigest, List<Finding> findings, JsonNode document) {

    /** The codes of the rules that failed, in the order of the rules. */
    public List<String> failedCodes() {
        return findings.stream().filter(Finding::failed).map(Finding::code).toList();
    }

    static Decision of(JsonNode document) {
        return new Decision(
                Documents.text(document, "replayId"),
                Documents.text(document, "decision").equals("accepted"),
                document.path("requestDigest").asText(""),
                Finding.listOf(document.path("findings")),
                document);
    }
}
