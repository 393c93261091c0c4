package io.byteor.schemas.audit;

import io.byteor.schemas.digest.Digest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Checks the proofs of RFC 6962 as RFC 9162, 2.1.3.2 and 2.1.4.2, words it. Pure functions; hashes have 32 bytes. */
public final class MerkleProof {
    private MerkleProof() {}

    /**
     * Whether the leaf stands at the place in the tree of this size and root.
     *
     * @param path the leaf's audit path, from its sibling up
     */
    public static boolean includes(byte[] leafHash, long place, long size, List<byte[]> path, byte[] root) {
        if (place < 0 || place >= size) {
            return false;
        }
        MessageDigest sha256 = Digest.newSha256();
        byte[] hash = leafHash;
        long node = place;
        long last = size - 1;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.node(sha256, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = MerkleTree.node(sha256, hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the tree of the second size begins with the tree of the first. */
    public static boolean extended(
            long firstSize, byte[] firstRoot, long secondSize, byte[] secondRoot, List<byte[]> proof) {
        if (firstSize < 0 || firstSize > secondSize) {
            return false;
        }
        if (firstSize == secondSize) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        if (firstSize == 0) {
            return proof.isEmpty() && Arrays.equals(firstRoot, MerkleTree.emptyRoot());
        }
        MessageDigest sha256 = Digest.newSha256();
        Iterator<byte[]> hashes = proof.iterator();
        boolean perfect = Long.bitCount(firstSize) == 1;
        if (!perfect && !hashes.hasNext()) {
            return false;
        }
        byte[] first = perfect ? firstRoot : hashes.next();
        byte[] second = first;
        long node = (firstSize - 1) >>> Long.numberOfTrailingZeros(firstSize);
        long last = (secondSize - 1) >>> Long.numberOfTrailingZeros(firstSize);
        while (hashes.hasNext()) {
            byte[] hash = hashes.next();
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = MerkleTree.node(sha256, hash, first);
                second = MerkleTree.node(sha256, hash, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                second = MerkleTree.node(sha256, second, hash);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(first, firstRoot) && Arrays.equals(second, secondRoot);
    }
}
