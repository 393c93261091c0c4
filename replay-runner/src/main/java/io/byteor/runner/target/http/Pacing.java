package io.byteor.runner.target.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The time between attempts. */
interface Pacing {
    long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    Pacing SYSTEM = new Pacing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time, BooleanSupplier cancelled) throws InterruptedException {
            long until = nanos() + time.toNanos();
            for (long left = time.toNanos(); left > 0 && !cancelled.getAsBoolean(); left = until - nanos()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
            }
        }
    };

    /** As {@link System#nanoTime}. */
    long nanos();

    /** Waits for so long, or until shortly after it is cancelled. */
    void pause(Duration time, BooleanSupplier cancelled) throws InterruptedException;
}
