package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a replay stands.
 *
 * @param outcome empty until it has ended
 */
public record ReplayState(String replayId, String state, String outcome, JsonNode document) {
    static ReplayState of(JsonNode document) {
        return new ReplayState(
                Documents.text(document, "replayId"),
                document.path("state").asText(""),
                document.path("outcome").asText(""),
                document);
    }
}
