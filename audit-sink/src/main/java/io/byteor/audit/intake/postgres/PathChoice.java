package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.AuditStore.Taken;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which way batches of actions go. Straight, a duplicate costs the whole batch a second try, and duplicates come together: whoever
 * wrote one again wrote its neighbours again. So staging goes on until so many batches in a row had none. Thread-safe.
 */
final class PathChoice {
    static final int CLEAN_BATCHES = 4;

    private final AtomicInteger stagedYet = new AtomicInteger();

    boolean isStraight() {
        return stagedYet.get() == 0;
    }

    /** On the straight way. */
    void duplicateShowed() {
        stagedYet.set(CLEAN_BATCHES);
    }

    /** A batch with actions or without went by way of staging. */
    void staged(Taken taken) {
        if (taken.repeated() > 0) {
            stagedYet.set(CLEAN_BATCHES);
        } else if (taken.rows() > 0) {
            stagedYet.updateAndGet(left -> Math.max(0, left - 1));
        }
    }
}
