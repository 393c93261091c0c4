package io.byteor.e2e.simulation;

import io.byteor.runner.replay.RunListener;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;

/** Hears when a run claims its replay anew. */
record Recoveries(Schedule schedule) implements RunListener {
    @Override
    public void scanned(long records) {}

    @Override
    public void acted(ActionDecision decision) {}

    @Override
    public void committed() {}

    @Override
    public void recovering() {
        schedule.pass(Turn.CLAIMED_ANEW);
    }

    @Override
    public void ended(ReplayOutcome outcome) {}
}
