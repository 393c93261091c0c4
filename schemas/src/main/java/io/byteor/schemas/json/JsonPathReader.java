package io.byteor.schemas.json;

import io.byteor.schemas.json.JsonPath.Index;
import io.byteor.schemas.json.JsonPath.Name;
import io.byteor.schemas.json.JsonPath.Segment;
import io.byteor.schemas.json.JsonPath.Selector;
import io.byteor.schemas.json.JsonPath.Wildcard;
import java.util.ArrayList;
import java.util.List;

/** Reads one path, character by character (RFC 9535, 2.1 to 2.5). For one reading. */
final class JsonPathReader {
    private static final String SHORTHAND = "a name of letters, digits and _, or *";
    private static final int LONGEST_INDEX = 10;

    private final String text;
    private int at;

    JsonPathReader(String text) {
        this.text = text;
    }

    JsonPath read() {
        if (text.length() > JsonPath.LONGEST) {
            throw new IllegalArgumentException("a path has at most " + JsonPath.LONGEST + " characters");
        }
        expect('$');
        List<Segment> segments = new ArrayList<>();
        while (at < text.length()) {
            segments.add(segment());
        }
        return new JsonPath(text, segments);
    }

    private Segment segment() {
        if (take('[')) {
            return new Segment(false, bracketed());
        }
        expect('.');
        boolean descendant = take('.');
        if (descendant && take('[')) {
            return new Segment(true, bracketed());
        }
        return new Segment(descendant, take('*') ? new Wildcard() : shorthand());
    }

    private Selector bracketed() {
        Selector selector;
        if (take('*')) {
            selector = new Wildcard();
        } else if (peek() == '\'' || peek() == '"') {
            selector = quoted(text.charAt(at++));
        } else {
            selector = index();
        }
        expect(']');
        return selector;
    }

    private Name shorthand() {
        int from = at;
        while (at < text.length() && isNamePart(text.codePointAt(at), at == from)) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == from) {
            throw expected(SHORTHAND);
        }
        return new Name(text.substring(from, at));
    }

    private static boolean isNamePart(int c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return letter || c == '_' || (c >= 0x80 && !surrogate) || (!first && c >= '0' && c <= '9');
    }

    private Index index() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        int length = at - from;
        boolean leadingZero = length > 1 && text.charAt(from) == '0';
        if (length == 0 || length > LONGEST_INDEX || leadingZero) {
            at = from;
            throw expected("a quoted name, * or an index from 0");
        }
        return new Index(Long.parseLong(text.substring(from, at)));
    }

    private Name quoted(char quote) {
        StringBuilder name = new StringBuilder();
        while (peek() != quote) {
            char c = next();
            if (c < ' ') {
                throw expected("no control character in a name");
            }
            name.append(c == '\\' ? escaped(quote) : c);
        }
        at++;
        requireWhole(name);
        return new Name(name.toString());
    }

    private char escaped(char quote) {
        char c = next();
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '/', '\\' -> c;
            case 'u' -> hex();
            default -> {
                if (c != quote) {
                    throw expected("an escape of JSON");
                }
                yield c;
            }
        };
    }

    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw expected("four hex digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void requireWhole(CharSequence name) {
        boolean half = name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (half) {
            throw expected("both halves of a surrogate pair");
        }
    }

    /** The character here; 0, which no path holds, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        if (at == text.length()) {
            throw expected("the end of the name");
        }
        return text.charAt(at++);
    }

    private boolean take(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(what + " is expected at character " + (at + 1));
    }
}
