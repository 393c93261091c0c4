package io.byteor.audit.intake.postgres;

import io.byteor.schemas.audit.MerkleTree;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One replay's row while a transaction holds it: its day, the tree over its actions as they arrived, and what was audited. A tree
 * whose columns contradict each other was changed by somebody: it stays as it is, for verify to find, while the actions go on.
 */
final class ReplayRow {
    private final String replayId;
    private final LocalDate day;
    private final long storedSize;
    private final byte[] storedFrontier;
    private final @Nullable MerkleTree tree;
    private byte @Nullable [] auditedRoot;
    private final boolean retired;
    private long auditedListed;

    ReplayRow(
            String replayId,
            LocalDate day,
            long treeSize,
            byte[] frontier,
            byte @Nullable [] auditedRoot,
            long auditedListed,
            boolean retired) {
        this.replayId = replayId;
        this.day = day;
        this.storedSize = treeSize;
        this.storedFrontier = frontier;
        this.tree = Frontier.tree(treeSize, frontier).orElse(null);
        this.auditedRoot = auditedRoot;
        this.auditedListed = auditedListed;
        this.retired = retired;
    }

    String replayId() {
        return replayId;
    }

    LocalDate day() {
        return day;
    }

    /** Whether retention removed its actions, all of which had come; what comes of them now was there. */
    boolean retired() {
        return retired;
    }

    /** Whether the columns of the tree make one. */
    boolean sound() {
        return tree != null;
    }

    long treeSize() {
        return tree == null ? storedSize : tree.size();
    }

    byte[] frontier() {
        return tree == null ? storedFrontier : Frontier.joined(tree);
    }

    /** Adds the leaf if it is the next one. An action that was there already, or one behind a gap, changes nothing. */
    void arrived(long seq, byte[] leaf) {
        if (tree != null && seq == tree.size()) {
            tree.append(leaf);
        }
    }

    void audited(byte[] root, long listed) {
        auditedRoot = root;
        auditedListed = listed;
    }

    /** Whether the tree has the audited root; null as long as audit or actions are missing, or there is no tree. */
    @Nullable
    Boolean rootMatched() {
        if (tree == null || auditedRoot == null || tree.size() < auditedListed) {
            return null;
        }
        return tree.size() == auditedListed && Arrays.equals(tree.root(), auditedRoot);
    }
}
