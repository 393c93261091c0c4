package io.byteor.cli.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells the steps as they happen: what happened, how long it took, and what to look at. Not thread-safe. */
final class Story {
    private static final double MILLIS = 1000;

    private final Consumer<String> line;
    private final LongSupplier nanos;
    private long last;
    private int step;

    Story(Consumer<String> line, LongSupplier nanos) {
        this.line = line;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** One line for the step that is done. */
    void step(String happened, String lookAt) {
        long now = nanos.getAsLong();
        double seconds = Duration.ofNanos(now - last).toMillis() / MILLIS;
        last = now;
        step++;
        line.accept(String.format(Locale.ROOT, "%2d  %s (%.1f s)  look: %s", step, happened, seconds, lookAt));
    }

    /** A line beside the steps. */
    void more(String text) {
        line.accept(text);
    }
}
