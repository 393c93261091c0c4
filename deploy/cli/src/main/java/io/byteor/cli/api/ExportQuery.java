package io.byteor.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * Which rows, and as what; null is no condition.
 *
 * @param of actions or replays
 * @param format ndjson, csv or parquet
 * @param from the first time at which the replay may have been asked for
 * @param to the first at which it may no longer
 */
public record ExportQuery(
        String of,
        String format,
        @Nullable String environment,
        @Nullable String replayId,
        @Nullable String bundleId,
        @Nullable String mode,
        @Nullable String from,
        @Nullable String to) {
    String text() {
        return "?of=" + of
                + PageQuery.with("format", format)
                + PageQuery.with("environment", environment)
                + PageQuery.with("replayId", replayId)
                + PageQuery.with("bundleId", bundleId)
                + PageQuery.with("mode", mode)
                + PageQuery.with("from", from)
                + PageQuery.with("to", to);
    }
}
