package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the audit store's check of its own records found.
 *
 * @param verdict altered, reordered, missing, truncated, key_unknown, unanchored, retired or intact
 */
public record Verification(String replayId, String verdict, JsonNode document) {
    public boolean intact() {
        return verdict.equals("intact");
    }

    /** Whether nothing is wrong: intact, or retired by retention. */
    public boolean sound() {
        return sound(verdict);
    }

    /** The same of a verdict. */
    public static boolean sound(String verdict) {
        return verdict.equals("intact") || verdict.equals("retired");
    }

    static Verification of(JsonNode document) {
        return new Verification(Documents.text(document, "replayId"), Documents.text(document, "verdict"), document);
    }
}
