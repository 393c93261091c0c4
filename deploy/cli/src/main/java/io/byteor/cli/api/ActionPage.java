package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Some of a replay's actions, by their number.
 *
 * @param next what to ask for next, as {@code after}; empty after the last page
 */
public record ActionPage(List<JsonNode> items, String next, JsonNode document) {
    static ActionPage of(JsonNode document) {
        return new ActionPage(
                StreamSupport.stream(document.path("items").spliterator(), false)
                        .toList(),
                document.path("next").asText(""),
                document);
    }
}
