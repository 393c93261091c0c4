package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Some of many things, in the service's order.
 *
 * @param next what to ask for next, as {@code after}; empty after the last page
 */
public record Page(List<JsonNode> items, String next, JsonNode document) {
    public static Page of(JsonNode document) {
        return new Page(
                StreamSupport.stream(document.path("items").spliterator(), false)
                        .toList(),
                document.path("next").asText(""),
                document);
    }
}
