package io.byteor.runner.progress;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ForwardingClaim;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.schemas.event.ReplayCheckpoint;

/** A log that has every checkpoint noted: as it is found, and as it is handed on to be committed. */
public final class ToldReplayLog implements ReplayLog {
    private final ReplayLog log;
    private final ProgressFeed feed;

    public ToldReplayLog(ReplayLog log, ProgressFeed feed) {
        this.log = log;
        this.feed = feed;
    }

    @Override
    public Claim claim(ReplayTicket ticket) {
        Claim claim = log.claim(ticket);
        feed.note(claim.checkpoint());
        return new ToldClaim(claim, feed);
    }

    private static final class ToldClaim extends ForwardingClaim {
        private final ProgressFeed feed;

        ToldClaim(Claim claim, ProgressFeed feed) {
            super(claim);
            this.feed = feed;
        }

        @Override
        public void commit(ReplayCheckpoint checkpoint) {
            super.commit(checkpoint);
            feed.note(checkpoint);
        }

        @Override
        public void commitBehind(ReplayCheckpoint checkpoint) {
            super.commitBehind(checkpoint);
            feed.note(checkpoint);
        }
    }
}
