package io.byteor.audit.retention;

import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An RFC 6962 tree over the audited replays of a day, in the order of their ids' UTF-8 bytes. The content of a leaf is the id's length
 * in four bytes, the id in UTF-8, the number of listed actions in eight bytes, and the audited root; numbers are big-endian. Not
 * thread-safe.
 */
public final class DayTree {
    private final MerkleTree tree = new MerkleTree();
    private long actions;

    /** Adds the next replay. */
    public void add(String replayId, long listed, byte[] auditedRoot) {
        byte[] id = replayId.getBytes(StandardCharsets.UTF_8);
        tree.append(MerkleTree.leafHash(ByteBuffer.allocate(Integer.BYTES + id.length + Long.BYTES + auditedRoot.length)
                .putInt(id.length)
                .put(id)
                .putLong(listed)
                .put(auditedRoot)
                .array()));
        actions += listed;
    }

    /** Actions that the replays so far list. */
    public long actions() {
        return actions;
    }

    /** What is to be said of the day when these were all. */
    public Retirement retirement(String store, LocalDate day, Instant at) {
        return new Retirement(store, day, tree.size(), actions, Digest.ofRaw(tree.root()), at);
    }
}
