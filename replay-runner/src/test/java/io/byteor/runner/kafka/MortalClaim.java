package io.byteor.runner.kafka;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ForwardingClaim;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayCheckpoint;

/** Dies with its chunk open and all before it committed, as a process does that is killed: nothing is aborted and nothing closed. */
final class MortalClaim extends ForwardingClaim {
    /** What no handler may take for an ordinary failure. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int lifetime;

    /** @param lifetime in actions */
    MortalClaim(Claim claim, int lifetime) {
        super(claim);
        this.lifetime = lifetime;
    }

    @Override
    public void action(ReplayAction action) {
        super.action(action);
        if (--lifetime == 0) {
            throw new Death();
        }
    }

    @Override
    public void commitBehind(ReplayCheckpoint checkpoint) {
        commit(checkpoint);
    }

    @Override
    public void close() {}
}
