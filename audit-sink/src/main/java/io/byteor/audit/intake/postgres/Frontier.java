package io.byteor.audit.intake.postgres;

import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tree as its row keeps it: the size, and the hashes of the frontier one behind the other. */
public final class Frontier {
    private Frontier() {}

    /** The frontier's column. */
    public static byte[] joined(MerkleTree tree) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        tree.frontier().forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** The tree of a row; empty where the columns contradict each other, which nobody but a stranger to the store writes. */
    public static Optional<MerkleTree> tree(long size, byte[] joined) {
        List<byte[]> hashes = new ArrayList<>();
        for (int at = 0; at < joined.length; at += Digest.LENGTH) {
            hashes.add(Arrays.copyOfRange(joined, at, at + Digest.LENGTH));
        }
        try {
            return Optional.of(MerkleTree.restore(size, hashes));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
