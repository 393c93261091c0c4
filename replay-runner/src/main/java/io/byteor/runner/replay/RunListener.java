package io.byteor.runner.replay;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;

/** Hears how replays fare, for metrics. Called on their threads; must not block. */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {
        @Override
        public void scanned(long records) {}

        @Override
        public void acted(ActionDecision decision) {}

        @Override
        public void committed() {}

        @Override
        public void recovering() {}

        @Override
        public void ended(ReplayOutcome outcome) {}
    };

    void scanned(long records);

    void acted(ActionDecision decision);

    void committed();

    /** A chunk failed, and the replay is claimed anew. */
    void recovering();

    void ended(ReplayOutcome outcome);
}
