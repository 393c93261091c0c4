package io.byteor.schemas.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of the document with its JSON Pointer. Members that spec defines have names without the characters a pointer
 * escapes; unknown ones are escaped.
 */
record SpecNode(JsonNode json, String pointer) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    static SpecNode root(JsonNode document) {
        return object(document, "");
    }

    private static SpecNode object(JsonNode json, String pointer) {
        if (!json.isObject()) {
            throw refused("an object is expected", pointer, json);
        }
        return new SpecNode(json, pointer);
    }

    boolean has(String member) {
        return json.has(member);
    }

    SpecNode object(String member) {
        return object(required(member), at(member));
    }

    String text(String member) {
        JsonNode value = required(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused("text is expected", at(member), value);
        }
        return value.textValue();
    }

    /** Text that can stand in paths, topics and identifiers. */
    String name(String member) {
        String text = text(member);
        if (!NAME.matcher(text).matches()) {
            throw invalid(
                    member,
                    "a name has 1 to 128 letters, digits, dots, dashes or underscores and begins with a letter or digit",
                    text);
        }
        return text;
    }

    /** The objects of a list with at least one and at most {@link PipelineSpec#MOST} elements. */
    List<SpecNode> elements(String member) {
        JsonNode list = required(member);
        if (!list.isArray() || list.isEmpty() || list.size() > PipelineSpec.MOST) {
            throw refused(
                    "a list of 1 to " + PipelineSpec.MOST + " elements is expected",
                    at(member),
                    list.isArray() ? list.size() : list);
        }
        List<SpecNode> elements = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            elements.add(object(list.get(i), at(member) + "/" + i));
        }
        return elements;
    }

    /** Which of the members is there, where exactly one must be. */
    String onlyOneOf(String... members) {
        List<String> present = Arrays.stream(members).filter(this::has).toList();
        if (present.size() != 1) {
            throw refused("exactly one of " + String.join(", ", members) + " is expected", pointer, present);
        }
        return present.getFirst();
    }

    void onlyMembers(Set<String> known) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw refused(
                        "no such member is known here",
                        at(name.replace("~", "~0").replace("/", "~1")),
                        name);
            }
        }
    }

    ByteorException invalid(String member, String detail, String value) {
        return refused(detail, at(member), value);
    }

    private JsonNode required(String member) {
        JsonNode value = json.get(member);
        if (value == null) {
            throw refused("the member " + member + " is missing", pointer, null);
        }
        return value;
    }

    private String at(String member) {
        return pointer + "/" + member;
    }

    private static ByteorException refused(String detail, String pointer, @Nullable Object value) {
        return new ByteorException(ErrorCode.SPEC_INVALID, detail, pointer, value);
    }
}
