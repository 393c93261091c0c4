package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.retention.DayTree;
import io.byteor.audit.verify.stored.AuditedReplay;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredNote;
import io.byteor.schemas.digest.Digest;
import java.time.Instant;
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

    /**
     * @param anchor what the audit says; null where there is none
     * @param requestedAt when the audit says that the replay was asked for; null where there is none
     */
    public ActionsVerdict verify(String replayId, @Nullable Anchor anchor, @Nullable Instant requestedAt) {
        StoredActions.Kept kept = actions.kept(replayId).orElse(null);
        LeafJudge judge = new LeafJudge();
        CountJudge counts = new CountJudge();
        actions.counts(replayId, counts::kept);
        actions.each(replayId, kept == null ? null : kept.day(), action -> {
            judge.take(action);
            counts.take(action);
        });
        // Where the replay has no row, that is told of its records.
        Anchor told = anchor == null && kept != null ? early(kept) : anchor;
        boolean derived = kept == null || (derived(judge, kept, told) && counts.follow(kept.day()));
        Verdict verdict = gone(judge, counts, kept, told, requestedAt)
                .map(retired -> anchor == null ? retired.and(Verdict.UNANCHORED) : retired)
                .orElseGet(() -> verdict(judge, kept, anchor, derived));
        return new ActionsVerdict(verdict, anchor, judge.size(), judge.root(), derived, judge.firstDifference());
    }

    /** What the row says of an audit that was taken before records were kept; nothing anchors it. */
    private static @Nullable Anchor early(StoredActions.Kept kept) {
        AuditedReplay early = kept.early();
        return early == null ? null : new Anchor(Digest.ofRaw(early.root()), early.listed());
    }

    /** The verdict where retention is said to have removed all of them; empty where it is not. */
    private Optional<Verdict> gone(
            LeafJudge judge,
            CountJudge counts,
            StoredActions.@Nullable Kept kept,
            @Nullable Anchor told,
            @Nullable Instant requestedAt) {
        StoredNote note = kept == null ? null : kept.retired();
        if (kept == null || note == null || told == null || judge.size() > 0 || told.listed() == 0) {
            return Optional.empty();
        }
        boolean follows = kept.elsewhere() == 0
                && counts.canFollow(kept.day(), told.listed())
                && allCame(kept, told)
                && (requestedAt == null || DayTree.canHold(kept.day(), requestedAt));
        Verdict retired = retirements.verify(kept.day(), note);
        return Optional.of(follows ? retired : retired.and(Verdict.ALTERED));
    }

    private static Verdict verdict(
            LeafJudge judge, StoredActions.@Nullable Kept kept, @Nullable Anchor anchor, boolean derived) {
        if (kept != null && kept.elsewhere() > 0) {
            return Verdict.ALTERED;
        }
        if (anchor == null) {
            return kept != null && (judge.altered() || !derived) ? Verdict.ALTERED : Verdict.UNANCHORED;
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
