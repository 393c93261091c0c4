package io.byteor.schemas.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads only some members of a JSON object and passes over the rest, but checks all of it: syntax, UTF-8, depth, duplicate members,
 * the range of numbers. Where anything is out of the ordinary it gives up, and whoever asked reads the whole text by
 * {@link JsonReading}, which decides. So what comes out is exactly what reading it whole would have given of these members.
 *
 * <p>Belongs to one thread and one text.
 */
final class JsonSkim {
    private final byte[] bytes;
    private final int end;
    private final JsonScalars scalars;
    private final JsonNames names;
    private int at;

    private JsonSkim(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.scalars = new JsonScalars(bytes, to);
        this.names = new JsonNames(bytes, to);
    }

    /** An object of which something is read, and where that goes. */
    private record Kept(ReadPaths paths, Map<String, Object> members) {}

    /**
     * The object with only the members that are read, in CEL's Java types.
     *
     * @return null where the whole reader has to decide
     */
    static @Nullable Map<String, Object> read(byte[] bytes, int from, int to, ReadPaths paths) {
        JsonSkim skim = new JsonSkim(bytes, from, to);
        if (skim.peek() != '{') {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        return skim.object(new Kept(paths, members), 0) && skim.peek() < 0 ? members : null;
    }

    /** The next byte that is no white space; negative at the end. */
    private int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    private boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes an object and keeps what is read of it; false to give up. */
    private boolean object(@Nullable Kept kept, int depth) {
        if (depth == ExpressionLimits.PAYLOAD_DEPTH) {
            return false;
        }
        at++;
        if (take('}')) {
            return true;
        }
        JsonNames.Around around = names.enterObject();
        do {
            if (!member(kept, depth)) {
                return false;
            }
        } while (take(','));
        names.leaveObject(around);
        return take('}');
    }

    private boolean member(@Nullable Kept kept, int depth) {
        if (!take('"')) {
            return false;
        }
        int from = at;
        int to = names.pass(from);
        if (to < 0) {
            return false;
        }
        at = to + 1;
        if (!take(':')) {
            return false;
        }
        ReadPaths wanted = kept == null ? null : kept.paths.member(names.hash(), bytes, from, to);
        return (kept == null || wanted == null) ? pass(depth + 1) : keep(wanted, kept.members, depth + 1);
    }

    private boolean keep(ReadPaths wanted, Map<String, Object> members, int depth) {
        if (peek() == '{' && !wanted.isWhole()) {
            Map<String, Object> inner = new LinkedHashMap<>();
            members.put(wanted.name(), inner);
            return object(new Kept(wanted, inner), depth);
        }
        int from = at;
        Object value = pass(depth) ? scalars.value(from, at) : null;
        if (value == null) {
            return false;
        }
        members.put(wanted.name(), value);
        return true;
    }

    /** Passes a value; false to give up. */
    private boolean pass(int depth) {
        int first = peek();
        if (first == '{') {
            return object(null, depth);
        }
        if (first == '[') {
            return array(depth);
        }
        int behind = scalars.pass(at, first);
        at = Math.max(at, behind);
        return behind >= 0;
    }

    private boolean array(int depth) {
        if (depth == ExpressionLimits.PAYLOAD_DEPTH) {
            return false;
        }
        at++;
        if (take(']')) {
            return true;
        }
        do {
            if (!pass(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }
}
