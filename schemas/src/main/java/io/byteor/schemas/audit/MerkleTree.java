package io.byteor.schemas.audit;

import io.byteor.schemas.digest.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only Merkle tree of RFC 6962, section 2.1, over SHA-256, kept as its frontier: the roots of the perfect subtrees
 * that the leaves so far make up, largest first. Its memory grows with the logarithm of its size, and the frontier with the
 * size is all that has to be kept to go on later.
 *
 * <p>Not thread-safe.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte NODE = 1;

    private final MessageDigest sha256 = Digest.newSha256();
    private final List<byte[]> frontier;
    private long size;

    /** The empty tree. */
    public MerkleTree() {
        this(0, new ArrayList<>());
    }

    private MerkleTree(long size, List<byte[]> frontier) {
        this.size = size;
        this.frontier = frontier;
    }

    /**
     * The tree that {@link #frontier()} and {@link #size()} were taken from.
     *
     * @throws IllegalArgumentException if the frontier does not fit the size
     */
    public static MerkleTree restore(long size, List<byte[]> frontier) {
        if (size < 0 || Long.bitCount(size) != frontier.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has another frontier than " + frontier.size() + " hashes");
        }
        List<byte[]> copy = new ArrayList<>(frontier.size());
        for (byte[] hash : frontier) {
            copy.add(checked(hash).clone());
        }
        return new MerkleTree(size, copy);
    }

    /** SHA-256(0x00 ‖ content). */
    public static byte[] leafHash(byte[] content) {
        return Digest.sha256(LEAF, content);
    }

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static byte[] emptyRoot() {
        return Digest.sha256();
    }

    /**
     * Adds a leaf behind all others.
     *
     * @param leafHash its {@link #leafHash}
     */
    public void append(byte[] leafHash) {
        byte[] hash = checked(leafHash).clone();
        for (long full = size; (full & 1) == 1; full >>>= 1) {
            hash = node(frontier.removeLast(), hash);
        }
        frontier.add(hash);
        size++;
    }

    /** How many leaves. */
    public long size() {
        return size;
    }

    /** The root over all leaves so far; the tree can go on growing. */
    public byte[] root() {
        if (frontier.isEmpty()) {
            return emptyRoot();
        }
        byte[] root = frontier.getLast().clone();
        for (int i = frontier.size() - 2; i >= 0; i--) {
            root = node(frontier.get(i), root);
        }
        return root;
    }

    /** A copy of the roots of the perfect subtrees, largest first. */
    public List<byte[]> frontier() {
        return frontier.stream().map(byte[]::clone).toList();
    }

    private byte[] node(byte[] left, byte[] right) {
        return node(sha256, left, right);
    }

    static byte[] node(MessageDigest sha256, byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static byte[] checked(byte[] hash) {
        if (hash.length != Digest.LENGTH) {
            throw new IllegalArgumentException("a node has 32 bytes, not " + hash.length);
        }
        return hash;
    }
}
