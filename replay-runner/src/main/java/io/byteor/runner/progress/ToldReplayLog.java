package io.byteor.runner.progress;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.util.List;

/** A log that has every checkpoint noted: as it is found, and as it is committed. */
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

    private record ToldClaim(Claim claim, ProgressFeed feed) implements Claim {
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
        public void commit(ReplayCheckpoint checkpoint) {
            claim.commit(checkpoint);
            feed.note(checkpoint);
        }

        @Override
        public void close() {
            claim.close();
        }
    }
}
