package io.byteor.schemas.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a JSON document: a query of RFC 9535 whose segments each have one selector, which is a member's name, a wildcard or
 * the index of an element, counted from 0. Child segments ({@code .name}, {@code .*}, {@code ['name']}, {@code [*]},
 * {@code [0]}) and descendant segments ({@code ..name}, {@code ..*}, {@code ..['name']}) are known; blanks between segments,
 * negative indices, slices, filters and lists of selectors are not. Immutable.
 *
 * @param text as it was written
 * @param segments in order; none for {@code $}, the document itself
 */
public record JsonPath(String text, List<Segment> segments) {
    /** Most characters of a path. */
    public static final int LONGEST = 1_000;

    public JsonPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException with what was expected at which character, counted from 1
     */
    public static JsonPath parse(String text) {
        return new JsonPathReader(text).read();
    }

    /** The same of a document that is this member of another one. */
    public JsonPath below(String member) {
        List<Segment> way = new ArrayList<>(List.of(new Segment(false, new Name(member))));
        way.addAll(segments);
        return new JsonPath("$." + member + text.substring(1), way);
    }

    /** Whether it is the document itself. */
    public boolean isRoot() {
        return segments.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * One step of a path.
     *
     * @param descendant whether it selects among all descendants, else among children
     * @param selector which of them
     */
    public record Segment(boolean descendant, Selector selector) {}

    /** Which children of a value. */
    public sealed interface Selector {
        /** Whether the member of an object that has this name is selected. */
        default boolean selects(String member) {
            return switch (this) {
                case Name(String name) -> name.equals(member);
                case Index _ -> false;
                case Wildcard _ -> true;
            };
        }

        /** Whether the element of an array that has this index is selected. */
        default boolean selects(long element) {
            return switch (this) {
                case Name _ -> false;
                case Index(long index) -> index == element;
                case Wildcard _ -> true;
            };
        }
    }

    /** The member of this name. */
    public record Name(String name) implements Selector {}

    /** The element of this index. */
    public record Index(long index) implements Selector {}

    /** Every member and every element. */
    public record Wildcard() implements Selector {}
}
