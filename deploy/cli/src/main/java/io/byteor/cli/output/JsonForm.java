package io.byteor.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** JSON as it is read from services and printed: members and numbers keep their order and form. */
public final class JsonForm {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private JsonForm() {}

    /** The mapper behind all of this. Thread-safe; not to be reconfigured. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The tree of a record. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** On one line. */
    public static String line(JsonNode document) {
        return document.toString();
    }

    /** Indented, as lines. */
    public static List<String> indented(JsonNode document) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(document)
                    .lines()
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
