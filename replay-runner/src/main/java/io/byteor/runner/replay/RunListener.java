package io.byteor.runner.replay;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;

/** Hears how replays fare, for metrics. Called on their threads; must not block. */
public interface RunListener {
    void scanned(long records);

    void acted(ActionDecision decision);

    void committed();

    /** A chunk failed, and the replay is claimed anew. */
    void recovering();

    void ended(ReplayOutcome outcome);
}
