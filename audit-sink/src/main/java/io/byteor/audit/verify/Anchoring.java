package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.verify.stored.StoredRecord;
import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds for records the checkpoint that covers them, and whether the leaves between it and the checkpoint before still make up what
 * was signed. For what is read as of one moment, since it remembers the newest checkpoint, and the last {@value #MOST} that it read
 * and answers. Not thread-safe.
 */
public final class Anchoring {
    private static final int MOST = 64;

    private final StoredCheckpoints checkpoints;
    private final StoredLogs logs;
    private final StoreKeys keys;
    private final Map<Long, SignedCheckpoint> read = new Latest<>();
    private final Map<Segment, Verdict> judged = new Latest<>();
    private @Nullable Long last;

    private record Segment(String topic, int partition, long sequence) {}

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /**
     * How a record is anchored.
     *
     * @param checkpoint the first one that covers it; null as long as none does
     */
    public record Anchored(Verdict verdict, @Nullable Long checkpoint) {}

    public Anchoring(StoredCheckpoints checkpoints, StoredLogs logs, StoreKeys keys) {
        this.checkpoints = checkpoints;
        this.logs = logs;
        this.keys = keys;
    }

    /**
     * Intact also where no checkpoint covers the record yet; unanchored where something of what a checkpoint was signed over with
     * the record is not what it was.
     */
    public Anchored check(StoredRecord stored) {
        LogRecord record = stored.record();
        if (!Arrays.equals(stored.leafAt(record.place()), stored.leaf())) {
            return new Anchored(Verdict.ALTERED, null);
        }
        try {
            Optional<SignedCheckpoint> covering = covering(record.topic(), record.partition(), record.place());
            if (covering.isEmpty()) {
                return new Anchored(Verdict.INTACT, null);
            }
            long sequence = covering.get().checkpoint().sequence();
            Segment segment = new Segment(record.topic(), record.partition(), sequence);
            Verdict known = judged.get(segment);
            if (known == null) {
                known = judge(covering.get(), record);
                judged.put(segment, known);
            }
            return new Anchored(known, sequence);
        } catch (ByteorException e) {
            return new Anchored(notACheckpoint(e), null);
        }
    }

    /** The first checkpoint that covers the place; empty where none does. */
    public Optional<SignedCheckpoint> covering(String topic, int partition, long place) {
        return first(it -> it.head(topic, partition).size() > place);
    }

    /** The first checkpoint of which this holds, where it holds of all behind that one; empty where it holds of none. */
    Optional<SignedCheckpoint> first(Predicate<Checkpoint> holds) {
        long low = 1;
        long high = last();
        while (low < high) {
            long middle = low + (high - low) / 2;
            long present = read.containsKey(middle) ? middle : checkpoints.atOrBefore(middle);
            if (present >= low
                    && signed(present).filter(it -> holds.test(it.checkpoint())).isPresent()) {
                high = present;
            } else {
                low = middle + 1;
            }
        }
        return signed(low).filter(it -> holds.test(it.checkpoint()));
    }

    /** Asked for once, and not for every record. */
    private long last() {
        if (last == null) {
            last = checkpoints.last();
        }
        return last;
    }

    private Optional<SignedCheckpoint> signed(long sequence) {
        SignedCheckpoint known = read.get(sequence);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SignedCheckpoint> found = checkpoints.envelope(sequence).map(SignedCheckpoint::of);
        found.ifPresent(it -> read.put(sequence, it));
        return found;
    }

    /** What the log grew by between the checkpoint before and this one, as it is stored; empty where leaves are not there. */
    public Optional<MerkleGrowth> growth(SignedCheckpoint checkpoint, String topic, int partition) {
        LogHead before = before(checkpoint.checkpoint())
                .map(it -> it.checkpoint().head(topic, partition))
                .orElseGet(() -> LogHead.empty(topic, partition));
        long size = checkpoint.checkpoint().head(topic, partition).size();
        List<byte[]> leaves = logs.leaves(topic, partition, before.size(), size);
        return leaves.size() == size - before.size() && leaves.stream().allMatch(leaf -> leaf.length == Digest.LENGTH)
                ? Optional.of(new MerkleGrowth(before.size(), LogHead.raw(before.frontier()), leaves))
                : Optional.empty();
    }

    private Verdict judge(SignedCheckpoint covering, LogRecord record) {
        Verdict signed = switch (keys.check(covering.envelope())) {
            case KNOWN -> Verdict.INTACT;
            case UNKNOWN -> Verdict.KEY_UNKNOWN;
            case FORGED -> Verdict.ALTERED;
        };
        Optional<SignedCheckpoint> before = before(covering.checkpoint());
        boolean linked = before.map(it -> Checkpoint.digest(it.envelope()))
                .equals(Optional.ofNullable(covering.checkpoint().previous()));
        boolean same = linked
                && growth(covering, record.topic(), record.partition())
                        .filter(growth -> Arrays.equals(
                                growth.root(),
                                covering.checkpoint()
                                        .head(record.topic(), record.partition())
                                        .root()
                                        .raw()))
                        .isPresent();
        return signed.and(same ? Verdict.INTACT : Verdict.UNANCHORED);
    }

    private Optional<SignedCheckpoint> before(Checkpoint checkpoint) {
        return checkpoint.sequence() == 1 ? Optional.empty() : signed(checkpoint.sequence() - 1);
    }

    /** Where a stored checkpoint is none, somebody changed it; any other failure is passed on. */
    static Verdict notACheckpoint(ByteorException failure) {
        if (failure.code() != ErrorCode.SIGNATURE_INVALID) {
            throw failure;
        }
        return Verdict.UNANCHORED;
    }
}
