package io.byteor.audit.intake.postgres;

import io.byteor.schemas.audit.MerkleTree;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One replay's row while a transaction holds it: its day, the tree over its actions as they arrived, and what was audited. */
final class ReplayRow {
    private final String replayId;
    private final LocalDate day;
    private final MerkleTree tree;
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
        this.tree = Frontier.tree(treeSize, frontier);
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

    long treeSize() {
        return tree.size();
    }

    byte[] frontier() {
        return Frontier.joined(tree);
    }

    /** Adds the leaf if it is the next one. An action that was there already, or one behind a gap, changes nothing. */
    void arrived(long seq, byte[] leaf) {
        if (seq == tree.size()) {
            tree.append(leaf);
        }
    }

    void audited(byte[] root, long listed) {
        auditedRoot = root;
        auditedListed = listed;
    }

    /** Whether the tree has the audited root; null as long as audit or actions are missing. */
    @Nullable
    Boolean rootMatched() {
        if (auditedRoot == null || tree.size() < auditedListed) {
            return null;
        }
        return tree.size() == auditedListed && Arrays.equals(tree.root(), auditedRoot);
    }
}
