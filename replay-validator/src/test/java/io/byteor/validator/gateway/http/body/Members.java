package io.byteor.validator.gateway.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The members of every object within the schemas: those that are described, and those that readers asked for. */
final class Members {
    final Map<String, Set<String>> described = new TreeMap<>();
    final Map<String, Set<String>> asked = new TreeMap<>();

    private final Described schemas;

    Members(Described schemas) {
        this.schemas = schemas;
    }

    /** Adds a document that was read. */
    void add(String schema, JsonNode read) {
        add(schema, schemas.schema(schema), read);
    }

    private void add(String place, JsonNode schema, JsonNode read) {
        String component = schema.path("$ref").asText().replaceFirst(".*/", "");
        if (!component.isEmpty()) {
            add(component, schemas.schema(component), read);
        }
        schema.path("allOf").forEach(part -> add(place, part, read));
        JsonNode properties = schema.path("properties");
        if (!properties.isEmpty()) {
            properties.fieldNames().forEachRemaining(names(described, place)::add);
        }
        if (!properties.isEmpty() && read instanceof Asked object) {
            names(asked, place).addAll(object.names());
        }
        properties
                .properties()
                .forEach(member -> add(place + "/" + member.getKey(), member.getValue(), read.path(member.getKey())));
        if (schema.has("items")) {
            // Once more for no element, so that what is described is found however many there are.
            add(place + "[]", schema.path("items"), read.path(-1));
            read.forEach(element -> add(place + "[]", schema.path("items"), element));
        }
        if (schema.path("additionalProperties").isObject()) {
            add(place + "{}", schema.path("additionalProperties"), read.path(-1));
            read.forEach(value -> add(place + "{}", schema.path("additionalProperties"), value));
        }
    }

    private static Set<String> names(Map<String, Set<String>> members, String place) {
        return members.computeIfAbsent(place, _ -> new TreeSet<>());
    }
}
