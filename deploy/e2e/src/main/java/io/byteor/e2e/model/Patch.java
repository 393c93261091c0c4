package io.byteor.e2e.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.audit.PayloadChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies a JSON Patch (RFC 6902) of add, remove and replace. */
final class Patch {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Patch() {}

    /** {@link Json#normal} of the patched payload. */
    static String apply(byte @Nullable [] payload, PayloadChange change) {
        try {
            JsonNode document = MAPPER.readTree(payload == null ? Json.utf8("null") : payload);
            for (PayloadChange.Operation operation : change.patch()) {
                document = apply(document, operation);
            }
            return Json.normal(MAPPER.writeValueAsBytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode apply(JsonNode document, PayloadChange.Operation operation) {
        String path = operation.path();
        if (path.isEmpty()) {
            return Objects.requireNonNull(operation.value());
        }
        int cut = path.lastIndexOf('/');
        String name = path.substring(cut + 1).replace("~1", "/").replace("~0", "~");
        switch (document.at(path.substring(0, cut))) {
            case ObjectNode object when operation.op().equals("remove") -> object.remove(name);
            case ObjectNode object -> object.set(name, operation.value());
            case ArrayNode array when operation.op().equals("remove") -> array.remove(Integer.parseInt(name));
            case ArrayNode array
            when operation.op().equals("add") -> array.insert(Integer.parseInt(name), operation.value());
            case ArrayNode array -> array.set(Integer.parseInt(name), operation.value());
            default -> throw new IllegalArgumentException("nothing lies at " + path);
        }
        return document;
    }
}
