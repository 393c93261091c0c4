package io.byteor.cli.replay;

import io.byteor.cli.http.Waiting;
import io.byteor.cli.output.Console;
import java.time.Duration;

/** Says every few seconds that it still goes on. Not thread-safe. */
final class WaitingLine implements Waiting {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Console console;
    private Duration next = EVERY;

    WaitingLine(Console console) {
        this.console = console;
    }

    @Override
    public void notYet(Duration elapsed) {
        if (elapsed.compareTo(next) >= 0) {
            console.progress("still running after " + elapsed.toSeconds() + " s");
            next = elapsed.plus(EVERY);
        }
    }
}
