package io.byteor.validator.gateway.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON object that remembers which members its reader asked for, whether they are there or not. */
@SuppressWarnings("unchecked") // of what is inherited
final class Asked extends ObjectNode {
    private final TreeSet<String> names = new TreeSet<>();

    private Asked() {
        super(JsonNodeFactory.instance);
    }

    /** A copy in which every object remembers. */
    static JsonNode of(JsonNode node) {
        if (node.isObject()) {
            Asked copy = new Asked();
            node.properties().forEach(member -> copy.set(member.getKey(), of(member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return node;
    }

    @Override
    public @Nullable JsonNode get(String name) {
        names.add(name);
        return super.get(name);
    }

    Set<String> names() {
        return names;
    }
}
