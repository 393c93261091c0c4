package io.byteor.cli.replay;

import io.byteor.cli.api.Selection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records of the lanes; all bounds are inclusive and all conditions hold together. */
public final class SelectionOptions {
    @Option(names = "--from-seq", paramLabel = "N", description = "First sequence.")
    private @Nullable Long fromSequence;

    @Option(names = "--to-seq", paramLabel = "N", description = "Last sequence.")
    private @Nullable Long toSequence;

    @Option(
            names = "--from-time",
            paramLabel = "TIME",
            description = "Captured at this time or later, 2026-11-23T10:00:00Z.")
    private @Nullable Instant fromTime;

    @Option(names = "--to-time", paramLabel = "TIME", description = "Captured at this time or earlier.")
    private @Nullable Instant toTime;

    @Option(names = "--predicate", paramLabel = "CEL", description = "Only records for which the expression is true.")
    private @Nullable String predicate;

    @Option(names = "--sample", paramLabel = "F", description = "A fraction of them, in (0, 1].")
    private @Nullable Double sample;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many records.")
    private @Nullable Long limit;

    Selection selection() {
        return new Selection(fromSequence, toSequence, fromTime, toTime, predicate, sample, limit);
    }
}
