package io.byteor.runner.walk;

import io.byteor.schemas.audit.ActionDecision;

/** Takes what a walk leads to, in order. */
public interface WalkSink {
    /** Lets everything happen and keeps nothing. */
    WalkSink NONE = new WalkSink() {
        @Override
        public Ruling effect(TargetEffect effect) {
            return Ruling.of(ActionDecision.WOULD_APPLY);
        }

        @Override
        public void action(WalkAction action) {}
    };

    /** Says what becomes of an effect, and carries it out where it says applied. */
    Ruling effect(TargetEffect effect);

    /** Takes an action; for an effect, after {@link #effect}. */
    void action(WalkAction action);
}
