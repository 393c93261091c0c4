package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.signature.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a replay's stored actions, and what is derived from them, against its audit. Thread-safe. */
public final class ActionsVerifier {
    private final StoredActions actions;
    private final StoreKeys keys;

    public ActionsVerifier(StoredActions actions, StoreKeys keys) {
        this.actions = actions;
        this.keys = keys;
    }

    /** @param anchor what the audit says; null where there is none */
    public ActionsVerdict verify(String replayId, @Nullable Anchor anchor) {
        LeafJudge judge = new LeafJudge();
        StoredActions.Kept kept = actions.each(replayId, judge::take).orElse(null);
        boolean derived = derived(judge, kept, anchor);
        Verdict verdict = verdict(judge, kept, anchor, derived);
        return new ActionsVerdict(verdict, anchor, judge.size(), judge.root(), derived, judge.firstDifference());
    }

    private Verdict verdict(
            LeafJudge judge, StoredActions.@Nullable Kept kept, @Nullable Anchor anchor, boolean derived) {
        if (kept != null && kept.elsewhere() > 0) {
            return Verdict.ALTERED;
        }
        if (anchor == null) {
            return judge.altered() || !derived ? Verdict.ALTERED : Verdict.UNANCHORED;
        }
        if (kept != null && judge.size() == 0 && anchor.listed() > 0) {
            String note = kept.retired();
            if (note != null) {
                return retired(note, kept.day());
            }
        }
        Verdict verdict = judge.judge(anchor.listed(), judge.root().equals(anchor.root()));
        return verdict == Verdict.INTACT && !derived ? Verdict.ALTERED : verdict;
    }

    /** Whether what is kept with the replay follows from its actions. */
    private static boolean derived(LeafJudge judge, StoredActions.@Nullable Kept kept, @Nullable Anchor anchor) {
        if (kept == null) {
            return judge.size() == 0;
        }
        Boolean matched = null;
        if (anchor != null && judge.size() >= anchor.listed()) {
            matched = judge.size() == anchor.listed() && judge.root().equals(anchor.root());
        }
        return kept.treeSize() == judge.size()
                && kept.treeRoot().equals(Optional.of(judge.root()))
                && Objects.equals(kept.rootMatched(), matched);
    }

    private Verdict retired(String note, LocalDate day) {
        try {
            Envelope envelope = Envelope.parse(note.getBytes(StandardCharsets.UTF_8), "retirement");
            if (!Retirement.of(envelope, "retirement").day().equals(day)) {
                return Verdict.ALTERED;
            }
            return switch (keys.check(envelope)) {
                case KNOWN -> Verdict.RETIRED;
                case UNKNOWN -> Verdict.KEY_UNKNOWN;
                case FORGED -> Verdict.ALTERED;
            };
        } catch (ByteorException _) {
            return Verdict.ALTERED; // what is stored is no note of a retirement
        }
    }
}
