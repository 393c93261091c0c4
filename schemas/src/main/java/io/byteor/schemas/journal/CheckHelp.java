package io.byteor.schemas.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that check blocks ahead of one reader. What no helper has begun stays with the reader, so nothing ever waits for a
 * helper to come; at most so many of them are asked at a time, however busy their executor is.
 */
final class CheckHelp {
    /** Below this many bytes a block is checked faster than another thread woken. */
    private static final int WORTH_A_HELPER = 16 << 10;
    /** More would only make more blocks lie ahead. */
    private static final int MOST_HELPERS = 7;

    private static final int BLOCKS_AT_ONCE = 4;

    private final Helpers helpers;
    private final Queue<FutureTask<?>> offered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    CheckHelp(Helpers helpers) {
        this.helpers = helpers;
    }

    /** As many blocks as should lie ready before a block is taken. */
    int worthReadingAhead() {
        return helpers.most() == 0 ? 1 : 2 + 2 * Math.min(helpers.most(), MOST_HELPERS);
    }

    /** As many blocks as should be read in one go; without helpers one, which is still in the core's own cache when it is checked. */
    int worthReadingAtOnce() {
        return helpers.most() == 0 ? 1 : BLOCKS_AT_ONCE;
    }

    void offer(BlockCheck check) {
        if (helpers.most() == 0 || check.block().length() < WORTH_A_HELPER) {
            return;
        }
        offered.add(check.result());
        if (asked.get() < Math.min(helpers.most(), MOST_HELPERS)) {
            asked.incrementAndGet();
            helpers.executor().execute(this::work);
        }
    }

    private void work() {
        try {
            for (FutureTask<?> check = offered.poll(); check != null; check = offered.poll()) {
                check.run();
            }
        } finally {
            asked.decrementAndGet();
        }
    }

    /** The reader does this one, or waits for it. */
    void withdraw(FutureTask<?> check) {
        offered.remove(check);
    }

    void forget() {
        offered.clear();
    }
}
