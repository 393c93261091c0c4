package io.byteor.validator.gateway.http.body;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Documents that differ from a given one in one place: there stands nothing, another value, or one member more. */
final class Variants {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String USUAL = """
            [-1, 0, 1, 0.5, 1.5, 9007199254740992, true, "", " ", "a b", "a", "-a", {}, [], [1], [""], ["a", "a"], [{}]]""";

    private final Set<JsonNode> values = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>(Set.of("stranger"));

    /** @param schemas of which the names and words are taken, and the bounds tried from both sides */
    Variants(JsonNode schemas) {
        CanonicalJson.parse(USUAL.getBytes(StandardCharsets.UTF_8), "values").forEach(values::add);
        schemas.findValues("properties").forEach(this::named);
        schemas.findValues("enum").forEach(words -> words.forEach(values::add));
        for (String bound : List.of("minimum", "exclusiveMinimum", "maximum")) {
            schemas.findValues(bound).forEach(this::around);
        }
        schemas.findValues("maxLength").forEach(most -> around(most, length -> NODES.textNode("a".repeat(length))));
        schemas.findValues("maxItems").forEach(most -> {
            around(most, Variants::names);
            around(most, Variants::headers);
        });
    }

    /** All of them. */
    List<JsonNode> of(JsonNode document) {
        List<JsonNode> variants = new ArrayList<>();
        for (JsonPointer place : places(document, JsonPointer.empty())) {
            if (document.at(place).isObject()) {
                for (String name : names) {
                    if (!document.at(place).has(name)) {
                        JsonPointer joined = place.appendProperty(name);
                        variants.add(with(document, joined, NODES.textNode("a")));
                        variants.add(with(document, joined, NODES.objectNode()));
                    }
                }
            }
            if (!place.matches()) {
                variants.add(without(document, place));
                values.forEach(value -> variants.add(with(document, place, value)));
            }
        }
        return variants;
    }

    private static List<JsonPointer> places(JsonNode node, JsonPointer place) {
        List<JsonPointer> places = new ArrayList<>(List.of(place));
        node.properties()
                .forEach(member -> places.addAll(places(member.getValue(), place.appendProperty(member.getKey()))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.addAll(places(node.path(i), place.appendIndex(i)));
        }
        return places;
    }

    private static JsonNode without(JsonNode document, JsonPointer place) {
        JsonNode copy = document.deepCopy();
        switch (copy.at(place.head())) {
            case ObjectNode object -> object.remove(place.last().getMatchingProperty());
            case ArrayNode array -> array.remove(place.last().getMatchingIndex());
            default -> throw new IllegalArgumentException(place.toString());
        }
        return copy;
    }

    private static JsonNode with(JsonNode document, JsonPointer place, JsonNode value) {
        JsonNode copy = document.deepCopy();
        switch (copy.at(place.head())) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException(place.toString());
        }
        return copy;
    }

    private void named(JsonNode properties) {
        properties.properties().forEach(property -> {
            names.add(property.getKey());
            property.getValue().findValues("properties").forEach(this::named);
        });
    }

    private void around(JsonNode bound) {
        values.add(bound);
        values.add(
                bound.isIntegralNumber()
                        ? NODES.numberNode(bound.longValue() - 1)
                        : NODES.numberNode(bound.doubleValue() / 2));
        values.add(NODES.numberNode(bound.longValue() + 1));
    }

    private void around(JsonNode most, IntFunction<JsonNode> sized) {
        values.add(sized.apply(most.intValue()));
        values.add(sized.apply(most.intValue() + 1));
    }

    private static JsonNode names(int size) {
        ArrayNode names = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            names.add("a" + i);
        }
        return names;
    }

    private static JsonNode headers(int size) {
        ArrayNode headers = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            headers.addObject().put("name", "a").put("value", "a");
        }
        return headers;
    }
}
