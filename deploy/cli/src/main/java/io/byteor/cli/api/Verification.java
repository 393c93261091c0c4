package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the audit store's check of its own records found.
 *
 * @param verdict intact, altered, reordered, missing, truncated, unanchored, ...
 */
public record Verification(String replayId, String verdict, JsonNode document) {
    public boolean intact() {
        return verdict.equals("intact");
    }

    static Verification of(JsonNode document) {
        return new Verification(Documents.text(document, "replayId"), Documents.text(document, "verdict"), document);
    }
}
