package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.verify.stored.StoredRecord;
import io.byteor.audit.verify.stored.StoredRecords;
import io.byteor.audit.verify.stored.TakenRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.digest.Digest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Verifies whole logs against their heads and the newest checkpoint. Not thread-safe. */
public final class LogVerifier {
    private final StoredRecords records;
    private final StoreKeys keys;

    public LogVerifier(StoredRecords records, StoreKeys keys) {
        this.records = records;
        this.keys = keys;
    }

    /**
     * Verifies a log.
     *
     * @param log as its head says; of size 0 where it has none
     * @param start the checkpoint that the log is read from; null for its first record
     * @param newest the newest checkpoint; null where there is none
     */
    public LogVerdict verify(StoredLogs.Head log, @Nullable SignedCheckpoint start, @Nullable SignedCheckpoint newest) {
        MerkleTree before = start == null
                ? new MerkleTree()
                : start.checkpoint().head(log.topic(), log.partition()).tree();
        LogHead signed = newest == null
                ? LogHead.empty(log.topic(), log.partition())
                : newest.checkpoint().head(log.topic(), log.partition());
        Walk walk = new Walk(before, signed.size());
        records.each(log.topic(), log.partition(), before.size(), walk::take);
        long size = Math.max(log.size(), signed.size());
        Verdict verdict = walk.judge.judge(size, matches(log, signed, walk));
        if (verdict == Verdict.INTACT && (!walk.follows || !goesOn(log, walk))) {
            verdict = Verdict.ALTERED;
        }
        return new LogVerdict(
                log.topic(),
                log.partition(),
                verdict.and(signature(newest)),
                size,
                walk.judge.size(),
                signed.size(),
                newest == null ? null : newest.checkpoint().sequence(),
                walk.judge.firstDifference());
    }

    private static boolean matches(StoredLogs.Head log, LogHead signed, Walk walk) {
        return Optional.of(walk.judge.root()).equals(log.root())
                && signed.root().equals(walk.atSigned);
    }

    /** Whether the partition goes on behind the last record that was taken. */
    private boolean goesOn(StoredLogs.Head log, Walk walk) {
        OptionalLong next = records.next(log.topic(), log.partition());
        return walk.lastOffset < 0 || next.equals(OptionalLong.of(walk.lastOffset + 1));
    }

    private Verdict signature(@Nullable SignedCheckpoint newest) {
        if (newest == null) {
            return Verdict.UNANCHORED;
        }
        return switch (keys.check(newest.envelope())) {
            case KNOWN -> Verdict.INTACT;
            case UNKNOWN -> Verdict.KEY_UNKNOWN;
            case FORGED -> Verdict.ALTERED;
        };
    }

    private static final class Walk {
        private final LeafJudge judge;
        private final long signedSize;
        private @Nullable Digest atSigned;
        private boolean follows = true;
        private long lastOffset = -1;
        private long lastArrival;

        Walk(MerkleTree before, long signedSize) {
            this.judge = new LeafJudge(before);
            this.signedSize = signedSize;
            mark();
        }

        void take(TakenRecord taken) {
            StoredRecord stored = taken.stored();
            judge.take(stored);
            mark();
            if (!taken.subjectFollows() || stored.record().offset() <= lastOffset || stored.arrival() <= lastArrival) {
                follows = false;
            }
            lastOffset = stored.record().offset();
            lastArrival = stored.arrival();
        }

        private void mark() {
            if (judge.size() == signedSize) {
                atSigned = judge.root();
            }
        }
    }
}
