package io.byteor.audit.verify;

import org.jspecify.annotations.Nullable;

/** Verifies replays against their anchors. Thread-safe. */
public final class Verifications {
    private final StoredActions actions;

    public Verifications(StoredActions actions) {
        this.actions = actions;
    }

    /** @param anchor what the audit says; null where there is none */
    public Verification verify(String replayId, @Nullable Anchor anchor) {
        Verifier verifier = new Verifier(anchor);
        actions.each(replayId, verifier::take);
        return verifier.judge(replayId);
    }
}
