package io.byteor.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Labelled values, one a line, aligned. Not thread-safe. */
public final class Fields {
    private record Field(String label, String value) {}

    private final List<Field> fields = new ArrayList<>();

    /** A value that is null, absent or empty is left out. */
    public Fields add(String label, @Nullable Object value) {
        String text = text(value);
        if (!text.isEmpty()) {
            fields.add(new Field(label, Printable.of(text)));
        }
        return this;
    }

    /** The object's members of these names, labelled by them. */
    public Fields addAll(JsonNode object, String... names) {
        for (String name : names) {
            add(label(name), object.path(name));
        }
        return this;
    }

    /** A line that belongs to the field above it. */
    public Fields more(String value) {
        fields.add(new Field("", Printable.of(value)));
        return this;
    }

    public List<String> lines() {
        int widest =
                fields.stream().mapToInt(field -> field.label().length()).max().orElse(0);
        return fields.stream()
                .map(field -> (field.label() + " ".repeat(widest - field.label().length() + 2) + field.value())
                        .stripTrailing())
                .toList();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case JsonNode node when node.isMissingNode() || node.isNull() -> "";
            case JsonNode node when node.isValueNode() -> node.asText();
            default -> value.toString();
        };
    }

    /** {@code requestedAt} reads {@code requested at}. */
    private static String label(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
