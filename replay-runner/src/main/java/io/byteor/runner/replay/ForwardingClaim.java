package io.byteor.runner.replay;

import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.util.List;

/** A claim that hands everything on to another, for those who add to some of it. */
public abstract class ForwardingClaim implements Claim {
    private final Claim claim;

    protected ForwardingClaim(Claim claim) {
        this.claim = claim;
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
    public void escalate(EscalationDue due) {
        claim.escalate(due);
    }

    @Override
    public void commit(ReplayCheckpoint checkpoint) {
        claim.commit(checkpoint);
    }

    @Override
    public void commitBehind(ReplayCheckpoint checkpoint) {
        claim.commitBehind(checkpoint);
    }

    @Override
    public void close() {
        claim.close();
    }
}
