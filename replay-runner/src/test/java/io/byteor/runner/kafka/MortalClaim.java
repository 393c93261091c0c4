package io.byteor.runner.kafka;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.util.List;

/** Dies with its chunk open, as a process does that is killed: nothing is aborted and nothing closed. */
final class MortalClaim implements Claim {
    /** What no handler may take for an ordinary failure. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Claim claim;
    private int lifetime;

    /** @param lifetime in actions */
    MortalClaim(Claim claim, int lifetime) {
        this.claim = claim;
        this.lifetime = lifetime;
    }

    @Override
    public ReplayCheckpoint checkpoint() {
        return claim.checkpoint();
    }

    @Override
    public List<LedgerEntry> appliedElsewhere() {
        return claim.appliedElsewhere();
    }

    @Override
    public void effect(TopicEffect effect) {
        claim.effect(effect);
    }

    @Override
    public void action(ReplayAction action) {
        claim.action(action);
        if (--lifetime == 0) {
            throw new Death();
        }
    }

    @Override
    public void askToStart(StartRequested request) {
        claim.askToStart(request);
    }

    @Override
    public void audit(ReplayAudited audit) {
        claim.audit(audit);
    }

    @Override
    public void commit(ReplayCheckpoint checkpoint) {
        claim.commit(checkpoint);
    }

    @Override
    public void close() {}
}
