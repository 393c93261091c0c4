package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.Answer;

/**
 * An entry as it stands, or what a put made of it.
 *
 * @param revision to be replaced by, see If-Match; empty where the service names none
 */
public record RegistryEntry(String revision, JsonNode document) {
    static RegistryEntry of(Answer answer, JsonNode document) {
        return new RegistryEntry(
                answer.revision().orElseGet(() -> document.path("revision").asText("")), document);
    }
}
