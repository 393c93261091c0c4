package io.byteor.cli.http;

import java.time.Duration;

/** Hears about time that passes while something is on its way. */
@FunctionalInterface
public interface Waiting {
    Waiting SILENT = elapsed -> {};

    /** Called after each look that found nothing yet. */
    void notYet(Duration elapsed);
}
