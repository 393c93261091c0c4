package io.byteor.bench.execute;

import io.byteor.runner.replay.RunListener;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;

/** Hears nothing. */
final class Deaf implements RunListener {
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
}
