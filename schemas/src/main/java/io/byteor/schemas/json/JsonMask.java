package io.byteor.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.json.JsonPath.Segment;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Hides parts of JSON texts: where a path selects a value, null stands. A text that is no strict JSON is hidden whole, since nobody
 * can say what a path selects there. Order and digits stay, white space goes. Immutable and thread-safe.
 */
public final class JsonMask {
    private static final String HIDDEN = "null";

    private final JsonPaths paths;

    public JsonMask(List<JsonPath> paths) {
        this.paths = new JsonPaths(paths);
    }

    /** A mask of documents in whose array of this name each element is masked by these paths. */
    public static JsonMask ofElements(String array, List<JsonPath> paths) {
        List<Segment> way =
                List.of(new Segment(false, new JsonPath.Name(array)), new Segment(false, new JsonPath.Wildcard()));
        return new JsonMask(paths.stream()
                .map(path -> {
                    List<Segment> segments = new ArrayList<>(way);
                    segments.addAll(path.segments());
                    return new JsonPath(path.text(), segments);
                })
                .toList());
    }

    /** A mask that takes the index of an element for any: what it shows is hidden in no element. */
    public static JsonMask ofAnyElement(List<JsonPath> paths) {
        return new JsonMask(paths.stream()
                .map(path -> new JsonPath(
                        path.text(),
                        path.segments().stream().map(JsonMask::ofAnyElement).toList()))
                .toList());
    }

    private static Segment ofAnyElement(Segment segment) {
        return segment.selector() instanceof JsonPath.Index
                ? new Segment(segment.descendant(), new JsonPath.Wildcard())
                : segment;
    }

    /** Whether nothing is shown of this member of a document. */
    public boolean hides(String member) {
        return selected(paths.root()) || selected(paths.member(paths.root(), member));
    }

    /** What is shown of a document. */
    public String shown(String json) {
        return shown(json, paths.root());
    }

    /** What is shown of this member of a document. */
    public String shown(String member, String json) {
        return hides(member) ? HIDDEN : shown(json, paths.member(paths.root(), member));
    }

    private String shown(String json, BitSet at) {
        StringWriter shown = new StringWriter(json.length());
        try (JsonParser parser = CanonicalJson.mapper().createParser(json);
                JsonGenerator out = CanonicalJson.mapper().createGenerator(shown)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return HIDDEN;
            }
            new Pass(parser, out).value(token, at);
            if (parser.nextToken() != null) {
                return HIDDEN;
            }
        } catch (IOException e) {
            return HIDDEN;
        }
        return shown.toString();
    }

    private boolean selected(BitSet at) {
        return paths.selecting(at) >= 0;
    }

    /** One walk through one text. */
    private final class Pass {
        private final JsonParser parser;
        private final JsonGenerator out;

        private Pass(JsonParser parser, JsonGenerator out) {
            this.parser = parser;
            this.out = out;
        }

        private void value(JsonToken token, BitSet at) throws IOException {
            if (selected(at)) {
                parser.skipChildren();
                out.writeNull();
                return;
            }
            switch (token) {
                case START_OBJECT -> {
                    out.writeStartObject();
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        String name = parser.currentName();
                        out.writeFieldName(name);
                        value(parser.nextToken(), paths.member(at, name));
                    }
                    out.writeEndObject();
                }
                case START_ARRAY -> {
                    out.writeStartArray();
                    long index = 0;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        value(parser.currentToken(), paths.element(at, index++));
                    }
                    out.writeEndArray();
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getText());
                default -> out.copyCurrentEvent(parser);
            }
        }
    }
}
