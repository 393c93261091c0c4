package io.byteor.schemas.json;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Several paths that are followed at once while a document is walked from its root, so that every value is looked at once
 * however many paths there are. Where the walk stands is a set of states; what a path selects does not depend on the others.
 * Immutable and thread-safe; a set of states belongs to whoever asked for it.
 */
public final class JsonPaths {
    /** Stands where a path ends. */
    private static final int NO_PATH = -1;

    private final List<JsonPath.Segment> segments = new ArrayList<>();
    private final List<Integer> ending = new ArrayList<>();
    private final BitSet start = new BitSet();

    public JsonPaths(List<JsonPath> paths) {
        for (int path = 0; path < paths.size(); path++) {
            start.set(ending.size());
            for (JsonPath.Segment segment : paths.get(path).segments()) {
                segments.add(segment);
                ending.add(NO_PATH);
            }
            // Never followed: a state that ends a path has no way on.
            segments.add(new JsonPath.Segment(false, new JsonPath.Wildcard()));
            ending.add(path);
        }
    }

    /** At the document's root. */
    public BitSet root() {
        return (BitSet) start.clone();
    }

    /** At the member of this name of the object that the walk stood at. */
    public BitSet member(BitSet at, String name) {
        BitSet next = new BitSet();
        for (int state = at.nextSetBit(0); state >= 0; state = at.nextSetBit(state + 1)) {
            follow(state, segments.get(state).selector().selects(name), next);
        }
        return next;
    }

    /** At the element of this index of the array that the walk stood at. */
    public BitSet element(BitSet at, long index) {
        BitSet next = new BitSet();
        for (int state = at.nextSetBit(0); state >= 0; state = at.nextSetBit(state + 1)) {
            follow(state, segments.get(state).selector().selects(index), next);
        }
        return next;
    }

    private void follow(int state, boolean selected, BitSet next) {
        if (ending.get(state) == NO_PATH) {
            if (segments.get(state).descendant()) {
                next.set(state);
            }
            if (selected) {
                next.set(state + 1);
            }
        }
    }

    /** The first of the paths that selects the value at which the walk stands; -1 where none does. */
    public int selecting(BitSet at) {
        for (int state = at.nextSetBit(0); state >= 0; state = at.nextSetBit(state + 1)) {
            if (ending.get(state) != NO_PATH) {
                return ending.get(state);
            }
        }
        return -1;
    }
}
