package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the documents of OpenAPI show by example: a JSON body in every request, and in the answers that tell of success. An example
 * has no member that its schema does not name.
 *
 * @param documents by service
 */
record Shown(Map<String, JsonNode> documents) {
    private static final String JSON = "application/json";
    private static final Set<String> SUCCESS = Set.of("200", "201", "202");

    /** Places of what is missing or has members that its schema lacks. */
    Set<String> faults() {
        Set<String> faults = new TreeSet<>();
        documents
                .values()
                .forEach(document -> document.path("paths")
                        .properties()
                        .forEach(path -> path.getValue().properties().stream()
                                .filter(it -> !it.getKey().equals("head")) // which is answered without a body
                                .forEach(it -> operation(
                                        document, it.getKey() + " " + path.getKey(), it.getValue(), faults))));
        return faults;
    }

    private static void operation(JsonNode document, String name, JsonNode operation, Set<String> faults) {
        content(document, name + " request", operation.at("/requestBody/content"), faults);
        operation.path("responses").properties().stream()
                .filter(it -> SUCCESS.contains(it.getKey()))
                .forEach(it -> content(
                        document,
                        name + " " + it.getKey(),
                        resolved(document, it.getValue()).path("content"),
                        faults));
    }

    private static void content(JsonNode document, String place, JsonNode content, Set<String> faults) {
        if (!content.has(JSON)) {
            return;
        }
        JsonNode examples = content.path(JSON).path("examples");
        if (examples.isEmpty()) {
            faults.add(place + " has no example");
        }
        examples.properties()
                .forEach(it -> check(
                        document,
                        place + " " + it.getKey(),
                        content.path(JSON).path("schema"),
                        it.getValue().path("value"),
                        faults));
    }

    private static void check(
            JsonNode document, String place, JsonNode reference, JsonNode example, Set<String> faults) {
        JsonNode schema = resolved(document, reference);
        if (example.isTextual() && example.asText().startsWith("{")) {
            faults.add(place + " is text, not JSON");
        } else if (example.isArray()) {
            example.forEach(item -> check(document, place + "[]", schema.path("items"), item, faults));
        } else if (example.isObject() && schema.has("properties")) {
            example.properties().forEach(member -> {
                JsonNode property = schema.path("properties").path(member.getKey());
                if (property.isMissingNode()) {
                    faults.add(place + "/" + member.getKey() + " is not in the schema");
                } else {
                    check(document, place + "/" + member.getKey(), property, member.getValue(), faults);
                }
            });
        }
    }

    /** What is meant where a component is named. */
    static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
