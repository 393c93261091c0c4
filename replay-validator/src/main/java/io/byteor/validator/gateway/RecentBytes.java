package io.byteor.validator.gateway;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was put last, by name, copied into one block of memory, where the oldest makes room. Values that come in great numbers and
 * stay for a while would else outlive the collector's quick rounds one by one, and have it walk the whole heap for them. Not
 * thread-safe.
 */
final class RecentBytes {
    /** What a value takes at least, so that the names of tiny ones are bounded too; one of a longer name takes as much as that. */
    private static final int LEAST = 256;

    private final byte[] block;
    /** In the order of the block, from behind the last one round to it. */
    private final SequencedMap<String, Place> places = new LinkedHashMap<>();

    private int next;

    /** @param capacity bytes of all values together */
    RecentBytes(int capacity) {
        this.block = new byte[capacity];
    }

    private record Place(int from, int length) {}

    /** Keeps a value in the place of an earlier one of that name; not one that is larger than the whole block. */
    void put(String name, byte[] value) {
        places.remove(name);
        int taken = Math.max(Math.max(value.length, name.length()), LEAST);
        if (taken > block.length) {
            return;
        }
        if (taken > block.length - next) {
            makeRoom(block.length);
            next = 0;
        }
        makeRoom(next + taken);
        System.arraycopy(value, 0, block, next, value.length);
        places.put(name, new Place(next, value.length));
        next += taken;
    }

    private void makeRoom(int end) {
        Map.Entry<String, Place> oldest = places.firstEntry();
        while (oldest != null
                && oldest.getValue().from() >= next
                && oldest.getValue().from() < end) {
            places.pollFirstEntry();
            oldest = places.firstEntry();
        }
    }

    Optional<byte[]> find(String name) {
        return Optional.ofNullable(places.get(name))
                .map(place -> Arrays.copyOfRange(block, place.from(), place.from() + place.length()));
    }
}
