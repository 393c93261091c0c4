package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.kafka.Backlog.Batch;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import java.util.Optional;

/** Carries a backlog into the store, a batch at a time, beside the thread that prepares the next one; the unfit go first. */
final class Carrier implements Runnable {
    private final Backlog backlog;
    private final AuditStore store;
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;

    Carrier(Backlog backlog, AuditStore store, DeadLetters deadLetters, IntakeMetrics metrics) {
        this.backlog = backlog;
        this.store = store;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** Ends when the backlog is closed, or when interrupted. */
    @Override
    public void run() {
        try {
            for (Optional<Batch> batch = backlog.take(); batch.isPresent(); batch = backlog.take()) {
                carry(batch.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Batch batch) {
        try {
            deadLetters.send(batch.unfit());
            metrics.timed(() -> store.take(batch.slices()));
        } catch (RuntimeException e) {
            backlog.failed(e);
            return;
        }
        for (Slice slice : batch.slices()) {
            metrics.taken(slice.topic(), slice.entries().size());
        }
        for (Unfit letter : batch.unfit()) {
            metrics.deadLetter(letter.origin().topic(), letter.code());
        }
        backlog.taken();
    }
}
