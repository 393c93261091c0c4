package io.byteor.runner.walk;

/** Takes what a walk leads to, in order. */
public interface WalkSink {
    /** Says what becomes of an effect, and carries it out where it says applied. */
    Ruling effect(TargetEffect effect);

    /** Takes an action; for an effect, after {@link #effect}. */
    void action(WalkAction action);
}
