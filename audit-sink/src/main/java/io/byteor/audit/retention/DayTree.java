package io.byteor.audit.retention;

import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The tree over the audited replays of a day that its {@link Retirement} names by its root. Not thread-safe. */
public final class DayTree {
    /** Days by which the clock of whoever files requests may be ahead of the store's. */
    public static final int CLOCKS_APART_DAYS = 1;

    private final MerkleTree tree = new MerkleTree();
    private long actions;

    /**
     * Whether a replay can lie on a day, which is the one on which the store was first told of it, or a later one.
     *
     * @param requestedAt when it was asked for
     */
    public static boolean canHold(LocalDate day, Instant requestedAt) {
        return !LocalDate.ofInstant(requestedAt, ZoneOffset.UTC).isAfter(day.plusDays(CLOCKS_APART_DAYS));
    }

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
