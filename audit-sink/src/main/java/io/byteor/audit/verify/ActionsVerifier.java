package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredNote;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a replay's stored actions, and what is derived from them, against its audit. For what is read as of one moment; not
 * thread-safe.
 */
public final class ActionsVerifier {
    private final StoredActions actions;
    private final RetirementVerifier retirements;

    public ActionsVerifier(StoredActions actions, StoreKeys keys) {
        this.actions = actions;
        this.retirements = new RetirementVerifier(actions, keys);
    }

    /** @param anchor what the audit says; null where there is none */
    public ActionsVerdict verify(String replayId, @Nullable Anchor anchor) {
        StoredActions.Kept kept = actions.kept(replayId).orElse(null);
        LeafJudge judge = new LeafJudge();
        CountJudge counts = new CountJudge();
        actions.counts(replayId, counts::kept);
        actions.each(replayId, kept == null ? null : kept.day(), action -> {
            judge.take(action);
            counts.take(action);
        });
        // Where the replay has no row, that is told of its records.
        boolean derived = kept == null || (derived(judge, kept, anchor) && counts.follow(kept.day()));
        Verdict verdict = verdict(judge, counts, kept, anchor, derived);
        return new ActionsVerdict(verdict, anchor, judge.size(), judge.root(), derived, judge.firstDifference());
    }

    private Verdict verdict(
            LeafJudge judge,
            CountJudge counts,
            StoredActions.@Nullable Kept kept,
            @Nullable Anchor anchor,
            boolean derived) {
        if (kept != null && kept.elsewhere() > 0) {
            return Verdict.ALTERED;
        }
        if (anchor == null) {
            return kept != null && (judge.altered() || !derived) ? Verdict.ALTERED : Verdict.UNANCHORED;
        }
        if (kept != null && judge.size() == 0 && anchor.listed() > 0) {
            StoredNote note = kept.retired();
            if (note != null) {
                boolean follows = counts.canFollow(kept.day(), anchor.listed()) && allCame(kept, anchor);
                Verdict retired = retirements.verify(kept.day(), note);
                return follows ? retired : retired.and(Verdict.ALTERED);
            }
        }
        Verdict verdict = judge.judge(anchor.listed(), judge.root().equals(anchor.root()));
        return verdict == Verdict.INTACT && !derived ? Verdict.ALTERED : verdict;
    }

    /** Whether the replay's row says that its actions had all come and were those of the audit, as it does of all that go. */
    private static boolean allCame(StoredActions.Kept kept, Anchor anchor) {
        return kept.treeSize() == anchor.listed()
                && kept.treeRoot().equals(Optional.of(anchor.root()))
                && Boolean.TRUE.equals(kept.rootMatched());
    }

    /** Whether what the replay's row says of its actions follows from them. */
    private static boolean derived(LeafJudge judge, StoredActions.Kept kept, @Nullable Anchor anchor) {
        Boolean matched = null;
        if (anchor != null && judge.size() >= anchor.listed()) {
            matched = judge.size() == anchor.listed() && judge.root().equals(anchor.root());
        }
        return kept.treeSize() == judge.size()
                && kept.treeRoot().equals(Optional.of(judge.root()))
                && Objects.equals(kept.rootMatched(), matched);
    }
}
