package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the validator would decide about a request that was not filed.
 *
 * @param findings of every rule
 */
public record Explanation(boolean accepted, List<Finding> findings, JsonNode document) {
    static Explanation of(JsonNode document) {
        return new Explanation(
                Documents.text(document, "decision").equals("accepted"),
                Finding.listOf(document.path("findings")),
                document);
    }
}
