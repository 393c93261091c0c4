package io.byteor.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A JSON object that is put together member by member. Not thread-safe. */
public final class JsonForm {
    private final ObjectNode object = JsonNodeFactory.instance.objectNode();

    public JsonForm put(String name, @Nullable String value) {
        object.put(name, value);
        return this;
    }

    public JsonForm put(String name, boolean value) {
        object.put(name, value);
        return this;
    }

    /** A whole number; RFC 8785 carries it exactly up to {@link JsonFields#LARGEST}. */
    public JsonForm put(String name, long value) {
        object.put(name, value);
        return this;
    }

    public JsonForm put(String name, @Nullable Double value) {
        object.put(name, value);
        return this;
    }

    public JsonForm put(String name, JsonForm value) {
        object.set(name, value.object);
        return this;
    }

    /** An object that was read, as it stands. */
    public JsonForm put(String name, JsonFields value) {
        object.set(name, value.tree());
        return this;
    }

    public JsonForm put(String name, Collection<JsonForm> values) {
        ArrayNode array = object.putArray(name);
        values.forEach(value -> array.add(value.object));
        return this;
    }

    public JsonForm putTexts(String name, Collection<String> values) {
        ArrayNode array = object.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /** The object as RFC 8785 writes it. */
    public String canonical() {
        return CanonicalJson.write(object);
    }

    /** SHA-256 over the canonical form. */
    public Digest digest() {
        return CanonicalJson.digest(object);
    }

    /** The object as a tree, for whoever writes it into a larger document. */
    public JsonNode tree() {
        return object.deepCopy();
    }
}
