package io.byteor.schemas.audit;

import io.byteor.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree between two sizes: the frontier of the smaller one and the leaves behind it. That is enough to prove that the larger
 * tree begins with the smaller one, and to prove one of the leaves behind it (RFC 6962, 2.1.1 and 2.1.2). Memory grows with the
 * number of leaves between the sizes. Not thread-safe.
 */
public final class MerkleGrowth {
    private final long from;
    private final Map<Long, byte[]> subtrees = new TreeMap<>();
    private final List<byte[]> leaves;
    private final MerkleTree tree;

    /**
     * From one size to another.
     *
     * @param from the smaller size
     * @param frontier {@link MerkleTree#frontier()} at that size
     * @param leaves the leaf hashes behind it, in order
     * @throws IllegalArgumentException if the frontier does not fit the size
     */
    public MerkleGrowth(long from, List<byte[]> frontier, List<byte[]> leaves) {
        this.from = from;
        this.leaves = List.copyOf(leaves);
        this.tree = MerkleTree.restore(from, frontier);
        long start = 0;
        for (byte[] subtree : tree.frontier()) {
            subtrees.put(start, subtree);
            start += Long.highestOneBit(from - start);
        }
        this.leaves.forEach(tree::append);
    }

    /** The larger size. */
    public long size() {
        return tree.size();
    }

    /** The root at the larger size. */
    public byte[] root() {
        return tree.root();
    }

    /** The frontier at the larger size. */
    public List<byte[]> frontier() {
        return tree.frontier();
    }

    /** The consistency proof between the two sizes; empty where one of them is 0 or they are equal. */
    public List<byte[]> consistency() {
        List<byte[]> proof = new ArrayList<>();
        if (from > 0 && from < size()) {
            consistency(from, 0, size(), true, proof);
        }
        return proof;
    }

    /** SUBPROOF of RFC 6962 over the leaves from {@code low} to {@code high}, of which {@code size} are of the smaller tree. */
    private void consistency(long size, long low, long high, boolean whole, List<byte[]> proof) {
        if (size == high - low) {
            if (!whole) {
                proof.add(hash(low, high));
            }
            return;
        }
        long split = split(high - low);
        if (size <= split) {
            consistency(size, low, low + split, whole, proof);
            proof.add(hash(low + split, high));
        } else {
            consistency(size - split, low + split, high, false, proof);
            proof.add(hash(low, low + split));
        }
    }

    /**
     * The audit path of a leaf in the larger tree, from the leaf's sibling up.
     *
     * @throws IllegalArgumentException if the leaf is not behind the smaller size
     */
    public List<byte[]> inclusion(long place) {
        if (place < from || place >= size()) {
            throw new IllegalArgumentException("leaf " + place + " is not between " + from + " and " + size());
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(place, 0, size(), path);
        return path;
    }

    private void inclusion(long place, long low, long high, List<byte[]> path) {
        if (high - low == 1) {
            return;
        }
        long middle = low + split(high - low);
        if (place < middle) {
            inclusion(place, low, middle, path);
            path.add(hash(middle, high));
        } else {
            inclusion(place, middle, high, path);
            path.add(hash(low, middle));
        }
    }

    private byte[] hash(long low, long high) {
        if (high <= from) {
            byte[] subtree = subtrees.get(low);
            if (subtree == null) {
                throw new IllegalStateException("no subtree of the smaller tree begins at leaf " + low);
            }
            return subtree;
        }
        if (high - low == 1) {
            return leaves.get(Math.toIntExact(low - from));
        }
        long middle = low + split(high - low);
        return MerkleTree.node(Digest.newSha256(), hash(low, middle), hash(middle, high));
    }

    /** The largest power of two below the count. */
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
