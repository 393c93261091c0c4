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
    private final Runnable whenCommitted;

    public CountingListener() {
        this(() -> {});
    }

    /** @param whenCommitted done after each chunk, on the replay's thread */
    public CountingListener(Runnable whenCommitted) {
        this.whenCommitted = whenCommitted;
    }

    @Override
    public void scanned(long records) {
        scanned.addAndGet(records);
    }

    @Override
    public void acted(ActionDecision decision) {}

    @Override
    public void committed() {
        commits.incrementAndGet();
        whenCommitted.run();
    }

    @Override
    public void recovering() {
        recoveries.incrementAndGet();
    }

    @Override
    public void ended(ReplayOutcome outcome) {}
}
