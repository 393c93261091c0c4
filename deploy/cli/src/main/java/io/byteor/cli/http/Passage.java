package io.byteor.cli.http;

import java.time.Duration;

/** How time passes for whoever waits. */
interface Passage {
    Passage REAL = new Passage() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    /** From an arbitrary origin, never backwards. */
    long nanos();

    void pause(Duration duration) throws InterruptedException;
}
