package io.byteor.audit.verify;

import io.byteor.audit.intake.ActionKind;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredCount;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the counts that are kept beside a replay's actions, then the actions, and tells whether the ones follow from the others.
 * Holds a tally for each count, and none for what is not counted. Not thread-safe; for one verification.
 */
final class CountJudge {
    private final Map<ActionKind, Tally> tallies = new HashMap<>();
    private boolean sound = true;
    private long counted;
    private long last = -1;
    private @Nullable LocalDate day;

    private static final class Tally {
        private final StoredCount count;
        private long actions;
        private long firstSeq;
        private long lastSeq;

        Tally(StoredCount count) {
            this.count = count;
        }

        void take(long seq) {
            firstSeq = actions == 0 ? seq : Math.min(firstSeq, seq);
            lastSeq = actions == 0 ? seq : Math.max(lastSeq, seq);
            actions++;
        }

        boolean follows() {
            return actions == count.actions() && firstSeq == count.firstSeq() && lastSeq == count.lastSeq();
        }
    }

    /** The next count; to be called before the first action is taken. */
    void kept(StoredCount count) {
        sound &= count.hour().equals(count.kind().begin())
                && (day == null || day.equals(count.day()))
                && count.firstSeq() >= 0
                && count.actions() >= 1
                && count.actions() - 1 <= count.lastSeq() - count.firstSeq();
        sound &= tallies.put(count.kind(), new Tally(count)) == null;
        day = count.day();
        counted += count.actions();
        last = Math.max(last, count.lastSeq());
    }

    /** The next action. */
    void take(StoredAction stored) {
        Tally tally = tallies.get(ActionKind.of(stored.action()));
        if (tally == null) {
            sound = false;
        } else {
            tally.take(stored.place());
        }
    }

    /**
     * Whether the counts are those of the actions that were taken.
     *
     * @param of the day of the replay
     */
    boolean follow(LocalDate of) {
        return sound && isOf(of) && tallies.values().stream().allMatch(Tally::follows);
    }

    /**
     * Whether the counts can be those of actions that are there no more.
     *
     * @param of the day of the replay
     * @param listed how many there were
     */
    boolean canFollow(LocalDate of, long listed) {
        return sound && isOf(of) && counted == listed && last < listed;
    }

    private boolean isOf(LocalDate of) {
        return day == null || day.equals(of);
    }
}
