package io.byteor.runner;

import io.byteor.runner.replay.RunListener;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what it hears. */
public final class CountingListener implements RunListener {
    public final AtomicLong scanned = new AtomicLong();
    public final AtomicLong commits = new AtomicLong();
    public final AtomicLong recoveries = new AtomicLong();

    @Override
    public void scanned(long records) {
        scanned.addAndGet(records);
    }

    @Override
    public void acted(ActionDecision decision) {}

    @Override
    public void committed() {
        commits.incrementAndGet();
    }

    @Override
    public void recovering() {
        recoveries.incrementAndGet();
    }

    @Override
    public void ended(ReplayOutcome outcome) {}
}
