package io.byteor.runner.target.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a server is left alone because it has asked for that (RFC 9110, section 10.2.3), whichever request it was that it
 * answered so. Thread-safe.
 */
final class QuietTime {
    private final Pacing pacing;
    private final AtomicLong end;

    QuietTime(Pacing pacing) {
        this.pacing = pacing;
        this.end = new AtomicLong(pacing.nanos());
    }

    /** Keeps the latest end that was asked for, which is never later than {@link PinnedCourier#LONGEST_ASKED} from now. */
    void ask(Duration time) {
        Duration kept = time.compareTo(PinnedCourier.LONGEST_ASKED) > 0 ? PinnedCourier.LONGEST_ASKED : time;
        end.accumulateAndGet(pacing.nanos() + kept.toNanos(), (before, asked) -> asked - before > 0 ? asked : before);
    }

    /** What is left of it, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end.get() - pacing.nanos()));
    }
}
