package io.byteor.runner.target.http;

import java.time.Duration;

/** The time between attempts. */
interface Pacing {
    Pacing SYSTEM = new Pacing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };

    /** As {@link System#nanoTime}. */
    long nanos();

    void pause(Duration time) throws InterruptedException;
}
