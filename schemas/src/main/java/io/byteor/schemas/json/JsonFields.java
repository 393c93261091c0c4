package io.byteor.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, read one by one; {@link #end()} refuses those that were not asked for. An explicit null reads
 * as an absent member. Every refusal is REQUEST_INVALID with a JSON Pointer (RFC 6901). Not thread-safe.
 */
public final class JsonFields extends JsonMembers {
    /** The largest whole number that every JSON reader and RFC 8785 carry exactly. */
    public static final long LARGEST = (1L << 53) - 1;

    private static final String NAME = "a name of letters, digits and . _ : @ -, at most 128";

    private JsonFields(ObjectNode object, String pointer) {
        super(object, pointer);
    }

    /**
     * Reads a document.
     *
     * @param place what the bytes are, for the error where they are not strict JSON: DOCUMENT_INVALID
     */
    public static JsonFields parse(byte[] json, String place) {
        return of(CanonicalJson.parse(json, place));
    }

    /** As {@link #parse(byte[], String)}, for text. */
    public static JsonFields parse(String json, String place) {
        return parse(json.getBytes(StandardCharsets.UTF_8), place);
    }

    /** The members of a document that was read by {@link CanonicalJson}. */
    public static JsonFields of(JsonNode document) {
        return of(document, "");
    }

    private static JsonFields of(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            return new JsonFields(object, pointer);
        }
        throw invalid("an object is expected", pointer, node);
    }

    public String string(String name) {
        return required(name, optionalString(name), "a string");
    }

    public @Nullable String optionalString(String name) {
        return value(name, "a string without U+0000 and half surrogate pairs", JsonScalar::text);
    }

    /** A name: letters, digits and {@code . _ : @ -}, at most 128 of them. */
    public String name(String name) {
        return required(name, optionalName(name), "a name");
    }

    public @Nullable String optionalName(String name) {
        return value(name, NAME, JsonScalar::name);
    }

    public boolean flag(String name) {
        return required(name, value(name, "true or false", JsonScalar::flag), "true or false");
    }

    public boolean flag(String name, boolean absent) {
        Boolean read = value(name, "true or false", JsonScalar::flag);
        return read == null ? absent : read;
    }

    /** A whole number. */
    public @Nullable Long optionalWhole(String name, long least, long greatest) {
        return value(
                name,
                "a whole number from " + least + " to " + greatest,
                node -> JsonScalar.whole(node, least, greatest));
    }

    public long whole(String name, long absent, long least, long greatest) {
        Long read = optionalWhole(name, least, greatest);
        return read == null ? absent : read;
    }

    /** A fraction in (0, 1]. */
    public @Nullable Double optionalFraction(String name) {
        return value(name, "a number above 0, at most 1", JsonScalar::fraction);
    }

    /** A share in [0, 1]. */
    public @Nullable Double optionalShare(String name) {
        return value(name, "a number from 0 to 1", JsonScalar::share);
    }

    /** A number. */
    public @Nullable Double optionalNumber(String name, double least, double greatest) {
        return value(
                name, "a number from " + least + " to " + greatest, node -> JsonScalar.number(node, least, greatest));
    }

    /** A positive ISO 8601 duration of at most a hundred years. */
    public @Nullable Duration optionalDuration(String name) {
        return value(name, "a positive ISO 8601 duration of at most a hundred years", JsonScalar::duration);
    }

    public Duration duration(String name, Duration absent) {
        Duration read = optionalDuration(name);
        return read == null ? absent : read;
    }

    /** An RFC 3339 instant; what is finer than a microsecond is refused, because events carry microseconds. */
    public @Nullable Instant optionalInstant(String name) {
        return value(name, "an RFC 3339 instant in whole microseconds", JsonScalar::instant);
    }

    public Instant instant(String name) {
        return required(name, optionalInstant(name), "an RFC 3339 instant");
    }

    /** Names, none of them twice; empty where the member is absent. */
    public List<String> names(String name) {
        return names(name, Integer.MAX_VALUE);
    }

    /** The same, at most so many. */
    public List<String> names(String name, int most) {
        Set<String> read = new LinkedHashSet<>();
        for (JsonNode element : elements(name)) {
            String place = at(name) + "/" + read.size();
            if (read.size() == most) {
                throw invalid("at most " + most + " names", place, element);
            }
            if (JsonScalar.name(element) == null || !read.add(element.textValue())) {
                throw invalid("a name that is not there already", place, element);
            }
        }
        return List.copyOf(read);
    }

    public List<JsonFields> objects(String name) {
        List<JsonFields> read = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            read.add(of(element, at(name) + "/" + read.size()));
        }
        return List.copyOf(read);
    }

    public JsonFields object(String name) {
        return required(name, optionalObject(name).orElse(null), "an object");
    }

    public Optional<JsonFields> optionalObject(String name) {
        return Optional.ofNullable(node(name)).map(node -> of(node, at(name)));
    }

    /** The members of an object whose member names are names of things, each again an object; empty where it is absent. */
    public Map<String, JsonFields> objectsByName(String name) {
        Map<String, JsonFields> read = new TreeMap<>();
        JsonNode node = node(name);
        if (node == null) {
            return read;
        }
        for (Map.Entry<String, JsonNode> member : of(node, at(name)).object.properties()) {
            String place = at(name) + "/" + escaped(member.getKey());
            if (!JsonScalar.isName(member.getKey())) {
                throw invalid(NAME, place, member.getKey());
            }
            read.put(member.getKey(), of(member.getValue(), place));
        }
        return read;
    }

    /** The whole object as RFC 8785 writes it. */
    public String canonical() {
        return CanonicalJson.write(object);
    }

    /** Any JSON value. */
    public JsonNode value(String name) {
        return required(name, node(name), "a value");
    }

    /** The same, in its canonical form. */
    public byte[] canonical(String name) {
        return CanonicalJson.write(value(name)).getBytes(StandardCharsets.UTF_8);
    }

    JsonNode tree() {
        return object.deepCopy();
    }
}
