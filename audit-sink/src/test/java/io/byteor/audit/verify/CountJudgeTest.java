package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.Samples;
import io.byteor.audit.intake.ActionKind;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredCount;
import io.byteor.schemas.event.ReplayAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountJudgeTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final String REPLAY = "replay";
    private static final List<ReplayAction> ACTIONS = Samples.actions(REPLAY, 5);
    /** Samples are of two kinds by turns. */
    private static final StoredCount EVEN = count(ACTIONS.get(0), 3, 0, 4);

    private static final StoredCount ODD = count(ACTIONS.get(1), 2, 1, 3);
    private static final StoredCount STRANGE =
            count(ReplayAction.newBuilder(ACTIONS.get(0)).setTarget("strange").build(), 1, 0, 0);

    @Test
    void findsThatCountsOfTheActionsFollow() {
        assertThat(follow(EVEN, ODD)).isTrue();
        assertThat(judge().follow(DAY)).isTrue();
    }

    @Test
    void findsACountThatIsGoneOrWasAdded() {
        assertThat(follow(EVEN)).isFalse();
        assertThat(follow(EVEN, ODD, STRANGE)).isFalse();
        assertThat(follow(EVEN, ODD, ODD)).isFalse();
    }

    @Test
    void findsACountThatWasChanged() {
        assertThat(follow(EVEN, count(ACTIONS.get(1), 1, 1, 3))).isFalse();
        assertThat(follow(EVEN, count(ACTIONS.get(1), 2, 0, 3))).isFalse();
        assertThat(follow(EVEN, count(ACTIONS.get(1), 2, 1, 4))).isFalse();
        assertThat(follow(EVEN, moved(ODD, ODD.hour(), DAY.plusDays(1)))).isFalse();
        assertThat(follow(EVEN, moved(ODD, ODD.hour().plusMillis(1), DAY))).isFalse();
        assertThat(follow(moved(EVEN, EVEN.hour(), DAY.plusDays(1)), moved(ODD, ODD.hour(), DAY.plusDays(1))))
                .isFalse();
    }

    @Test
    void holdsTheCountsOfRetiredActionsAgainstHowManyWereListed() {
        assertThat(judge(EVEN, ODD).canFollow(DAY, 5)).isTrue();

        assertThat(judge(EVEN, ODD).canFollow(DAY.plusDays(1), 5)).isFalse();
        assertThat(judge(EVEN).canFollow(DAY, 5)).isFalse();
        assertThat(judge(EVEN, ODD, STRANGE).canFollow(DAY, 5)).isFalse();
        assertThat(judge(EVEN, count(ACTIONS.get(1), 2, 1, 5)).canFollow(DAY, 5))
                .isFalse();
        assertThat(judge(EVEN, ODD, moved(STRANGE, Instant.EPOCH, DAY)).canFollow(DAY, 6))
                .isFalse();
    }

    @Test
    void findsCountsThatNoActionsCanHave() {
        StoredCount none = count(ACTIONS.get(1), 0, 0, 0);
        StoredCount crowded = count(ACTIONS.get(1), 2, 3, 3);

        assertThat(judge(EVEN, none).canFollow(DAY, 3)).isFalse();
        assertThat(judge(EVEN, crowded).canFollow(DAY, 5)).isFalse();
    }

    private static boolean follow(StoredCount... counts) {
        CountJudge judge = judge(counts);
        ACTIONS.forEach(action -> judge.take(new StoredAction(action, new byte[0])));
        return judge.follow(DAY);
    }

    private static CountJudge judge(StoredCount... counts) {
        CountJudge judge = new CountJudge();
        List.of(counts).forEach(judge::kept);
        return judge;
    }

    /** The counts that intake keeps beside these actions. */
    static List<StoredCount> of(List<ReplayAction> actions, LocalDate day) {
        List<StoredCount> counts = new ArrayList<>();
        actions.stream().map(ActionKind::of).distinct().forEach(kind -> {
            long[] places = actions.stream()
                    .filter(action -> ActionKind.of(action).equals(kind))
                    .mapToLong(ReplayAction::getSeq)
                    .sorted()
                    .toArray();
            counts.add(new StoredCount(kind, kind.begin(), day, places.length, places[0], places[places.length - 1]));
        });
        return counts;
    }

    private static StoredCount count(ReplayAction of, long actions, long first, long last) {
        ActionKind kind = ActionKind.of(of);
        return new StoredCount(kind, kind.begin(), DAY, actions, first, last);
    }

    private static StoredCount moved(StoredCount count, Instant hour, LocalDate day) {
        return new StoredCount(count.kind(), hour, day, count.actions(), count.firstSeq(), count.lastSeq());
    }
}
