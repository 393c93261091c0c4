package io.byteor.schemas.expression;

import java.util.Arrays;

/**
 * The names of the members of one object and of those around it: passes over them and sees that none stands twice, by their
 * hashes. Equal hashes of two names are taken for the same name; whoever gives up then reads the text in another way.
 */
final class JsonNames {
    /** Beyond so many in a row, or one so long, it gives up. */
    private static final int MOST = 512;

    private static final int LONGEST = 1_000;

    private final byte[] bytes;
    private final int end;
    private long[] hashes = new long[64];
    private int count;
    private int outer;
    private long seen;
    private long hash;

    JsonNames(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** What an object around another has to keep while the inner one is passed. */
    record Around(int outer, long seen) {}

    Around enterObject() {
        Around around = new Around(outer, seen);
        outer = count;
        seen = 0;
        return around;
    }

    void leaveObject(Around around) {
        count = outer;
        outer = around.outer;
        seen = around.seen;
    }

    /** Passes a name in plain ASCII from its first character on; gives the place of its closing quote, or -1 to give up. */
    int pass(int from) {
        long mixed = 0;
        int at = from;
        while (true) {
            long word = JsonWord.at(bytes, at, end);
            int plain = JsonWord.plain(word);
            if (plain == Long.BYTES) {
                mixed = mixed(mixed, word);
                at += Long.BYTES;
                continue;
            }
            at += plain;
            if (at >= end || bytes[at] != '"' || at - from > LONGEST) {
                return -1; // Escapes and other alphabets are rare.
            }
            hash = mixed(mixed, JsonWord.first(word, plain)) + (at - from);
            return isNew() ? at : -1;
        }
    }

    /** The hash of the name that was passed last. */
    long hash() {
        return hash;
    }

    static long hash(byte[] name) {
        long mixed = 0;
        int at = 0;
        for (; name.length - at >= Long.BYTES; at += Long.BYTES) {
            mixed = mixed(mixed, JsonWord.at(name, at, name.length));
        }
        return mixed(mixed, JsonWord.at(name, at, name.length)) + name.length;
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 32);
    }

    private boolean isNew() {
        long bit = 1L << (hash >>> 58);
        if ((seen & bit) != 0) {
            for (int i = outer; i < count; i++) {
                if (hashes[i] == hash) {
                    return false;
                }
            }
        }
        if (count == MOST) {
            return false;
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        seen |= bit;
        hashes[count++] = hash;
        return true;
    }
}
