package io.byteor.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON object: which of its members were asked for, where they stand, and how they are refused. */
abstract sealed class JsonMembers permits JsonFields {
    final ObjectNode object;
    private final String pointer;
    private final Set<String> asked = new HashSet<>();

    JsonMembers(ObjectNode object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /** Refuses the document because of one member. */
    public ByteorException refusal(String name, String expected) {
        return invalid(expected, at(name), object.path(name));
    }

    /** Ends the reading: a member that nobody asked for is refused. */
    public void end() {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!asked.contains(member.getKey())) {
                throw invalid("there is no such field", at(member.getKey()), member.getValue());
            }
        }
    }

    /** The elements of an array; none where the member is absent. */
    final List<JsonNode> elements(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw invalid("an array is expected", at(name), node);
        }
        return node.valueStream().toList();
    }

    /** What a member reads as; null where it is absent. The reading answers null for what it refuses. */
    final <T> @Nullable T value(String name, String expected, Function<JsonNode, @Nullable T> reading) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        T read = reading.apply(node);
        if (read == null) {
            throw invalid(expected + " is expected", at(name), node);
        }
        return read;
    }

    final <T> T required(String name, @Nullable T value, String expected) {
        if (value == null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, expected + " is expected", at(name), null);
        }
        return value;
    }

    /** The member, from now on asked for; null where it is absent or an explicit null. */
    final @Nullable JsonNode node(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    final String at(String name) {
        return pointer + "/" + escaped(name);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static ByteorException invalid(String expected, String place, Object value) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, place.isEmpty() ? "/" : place, value);
    }
}
