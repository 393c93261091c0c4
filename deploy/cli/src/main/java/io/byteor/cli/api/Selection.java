package io.byteor.cli.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the lanes; every condition holds together, a null one always holds.
 *
 * @param fromSequence inclusive, as all bounds
 * @param predicate CEL over the record
 * @param sample a fraction in (0, 1]
 */
public record Selection(
        @Nullable Long fromSequence,
        @Nullable Long toSequence,
        @Nullable Instant fromTime,
        @Nullable Instant toTime,
        @Nullable String predicate,
        @Nullable Double sample,
        @Nullable Long limit) {
    public static final Selection ALL = new Selection(null, null, null, null, null, null, null);

    /** Records by their sequences, both inclusive. */
    public static Selection sequences(long from, long to) {
        return new Selection(from, to, null, null, null, null, null);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        range(json, "sequences", fromSequence, toSequence);
        range(json, "times", fromTime, toTime);
        if (predicate != null) {
            json.put("predicate", predicate);
        }
        if (sample != null) {
            json.put("sample", sample);
        }
        if (limit != null) {
            json.put("limit", limit);
        }
        return json;
    }

    private static void range(ObjectNode json, String name, @Nullable Object from, @Nullable Object to) {
        if (from == null && to == null) {
            return;
        }
        ObjectNode range = json.putObject(name);
        bound(range, "from", from);
        bound(range, "to", to);
    }

    private static void bound(ObjectNode range, String name, @Nullable Object bound) {
        switch (bound) {
            case null -> {}
            case Long sequence -> range.put(name, sequence);
            default -> range.put(name, bound.toString());
        }
    }
}
