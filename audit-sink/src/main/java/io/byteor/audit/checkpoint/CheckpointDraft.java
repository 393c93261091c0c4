package io.byteor.audit.checkpoint;

import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next checkpoint. A log grows by at most {@value #MOST_GROWTH} records from one to the next, so that whoever verifies holds
 * no more leaves than that. What was signed is never signed away: a log that does not go on from the checkpoint before is refused.
 */
public final class CheckpointDraft {
    /** Records by which a log grows at most between two checkpoints. */
    public static final int MOST_GROWTH = 1 << 16;

    private CheckpointDraft() {}

    /**
     * What is to be signed next; empty where no log has grown.
     *
     * @param store the name of the store
     * @param last the newest checkpoint; null before the first
     * @throws ByteorException AUDIT_NOT_INTACT where a log is shorter than the newest checkpoint says, lacks leaves, or does not
     *     lead to the tree of its head
     */
    public static Optional<Checkpoint> next(
            String store, @Nullable SignedCheckpoint last, StoredLogs logs, Instant at) {
        List<LogHead> heads = new ArrayList<>();
        boolean grown = false;
        for (StoredLogs.Head head : logs.heads()) {
            LogHead before = last == null
                    ? LogHead.empty(head.topic(), head.partition())
                    : last.checkpoint().head(head.topic(), head.partition());
            LogHead after = grow(before, head, logs);
            grown |= after.size() > before.size();
            heads.add(after);
        }
        if (last != null) {
            last.checkpoint().heads().forEach(before -> requireStill(before, heads));
        }
        return grown
                ? Optional.of(new Checkpoint(
                        store,
                        last == null ? 1 : last.checkpoint().sequence() + 1,
                        last == null ? null : Checkpoint.digest(last.envelope()),
                        at,
                        heads))
                : Optional.empty();
    }

    /** Whether a log may have been cut off here, since it grew by as much as it may. */
    public static boolean cuts(Checkpoint next, @Nullable SignedCheckpoint last) {
        return next.heads().stream().anyMatch(head -> {
            long before = last == null
                    ? 0
                    : last.checkpoint().head(head.topic(), head.partition()).size();
            return head.size() - before == MOST_GROWTH;
        });
    }

    private static LogHead grow(LogHead before, StoredLogs.Head head, StoredLogs logs) {
        if (head.size() < before.size()) {
            throw broken(head);
        }
        if (head.size() == before.size()) {
            return before.unmoved();
        }
        long to = Math.min(head.size(), before.size() + MOST_GROWTH);
        List<byte[]> leaves = logs.leaves(head.topic(), head.partition(), before.size(), to);
        if (leaves.size() != to - before.size()) {
            throw broken(head);
        }
        MerkleGrowth growth = new MerkleGrowth(before.size(), LogHead.raw(before.frontier()), leaves);
        if (to == head.size() && !head.root().equals(Optional.of(Digest.ofRaw(growth.root())))) {
            throw broken(head);
        }
        return LogHead.of(head.topic(), head.partition(), growth);
    }

    private static void requireStill(LogHead before, List<LogHead> heads) {
        if (heads.stream().noneMatch(head -> head.of(before.topic(), before.partition()))) {
            throw broken(new StoredLogs.Head(before.topic(), before.partition(), 0, Optional.empty()));
        }
    }

    private static ByteorException broken(StoredLogs.Head head) {
        return new ByteorException(
                ErrorCode.AUDIT_NOT_INTACT,
                "the log does not go on from the newest checkpoint; verify says more",
                "log",
                head.topic() + "-" + head.partition());
    }
}
