package io.byteor.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What makes one JSON document of another, as a JSON Patch (RFC 6902) of {@code add}, {@code remove} and {@code replace}: objects
 * member by member in the order of their names, arrays place by place behind what both begin with and before what both end with.
 * It is right, not always shortest. Equal documents make an empty patch. Thread-safe.
 */
public final class JsonDiff {
    private final ArrayNode patch = JsonNodeFactory.instance.arrayNode();

    private JsonDiff() {}

    /**
     * The patch between two documents, as text.
     *
     * @param from null for nothing
     */
    public static String patch(@Nullable String from, String to) {
        JsonNode before = from == null ? JsonNodeFactory.instance.missingNode() : parse(from);
        return CanonicalJson.write(patch(before, parse(to)));
    }

    private static JsonNode parse(String document) {
        return CanonicalJson.parse(document.getBytes(StandardCharsets.UTF_8), "document");
    }

    public static ArrayNode patch(JsonNode from, JsonNode to) {
        JsonDiff diff = new JsonDiff();
        diff.compare(from, to, "");
        return diff.patch;
    }

    private void compare(JsonNode from, JsonNode to, String place) {
        if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
            compare(before, after, place);
        } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
            compare(before, after, place);
        } else if (!from.equals(to)) {
            add(from.isMissingNode() ? "add" : "replace", place, to);
        }
    }

    private void compare(ObjectNode from, ObjectNode to, String place) {
        TreeSet<String> names = new TreeSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String member = place + "/" + name.replace("~", "~0").replace("/", "~1");
            JsonNode before = from.get(name);
            JsonNode after = to.get(name);
            if (after == null) {
                add("remove", member);
            } else if (before == null) {
                add("add", member, after);
            } else {
                compare(before, after, member);
            }
        }
    }

    private void compare(ArrayNode from, ArrayNode to, String place) {
        int begin = alike(from.iterator(), to.iterator());
        int shorter = Math.min(from.size(), to.size());
        int end = 0;
        while (end < shorter - begin && from.get(from.size() - 1 - end).equals(to.get(to.size() - 1 - end))) {
            end++;
        }
        int paired = shorter - end;
        for (int at = begin; at < paired; at++) {
            compare(from.get(at), to.get(at), place + "/" + at);
        }
        for (int at = from.size() - end - 1; at >= paired; at--) {
            add("remove", place + "/" + at);
        }
        for (int at = paired; at < to.size() - end; at++) {
            add("add", place + "/" + at, to.get(at));
        }
    }

    private static int alike(Iterator<JsonNode> one, Iterator<JsonNode> other) {
        int alike = 0;
        while (one.hasNext() && other.hasNext() && one.next().equals(other.next())) {
            alike++;
        }
        return alike;
    }

    private ObjectNode add(String op, String place) {
        return patch.addObject().put("op", op).put("path", place);
    }

    private void add(String op, String place, JsonNode value) {
        add(op, place).set("value", value);
    }
}
