package io.byteor.validator.gateway.http.replay;

import io.byteor.schemas.event.ReplayProgressed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay has come, as its runner told it last.
 *
 * @param state admitted, running, paused or finished
 * @param scanned journal records read
 * @param expected the most that will be read
 * @param effects applied or, in a dry-run, that would be
 * @param rate journal records read per second of late
 * @param remaining ISO 8601, for the rest at this rate; null where there is no telling
 * @param at when this was told
 */
public record ProgressView(
        String replayId,
        String environment,
        String state,
        String runner,
        long scanned,
        long selected,
        long expected,
        long actions,
        long effects,
        double rate,
        @Nullable String remaining,
        String at) {
    static ProgressView of(ReplayProgressed progress) {
        Long remaining = progress.getRemainingMillis();
        return new ProgressView(
                progress.getReplayId(),
                progress.getEnvironment(),
                progress.getState(),
                progress.getRunner(),
                progress.getScanned(),
                progress.getSelected(),
                progress.getExpected(),
                progress.getActions(),
                progress.getEffects(),
                progress.getRate(),
                remaining == null ? null : Duration.ofMillis(remaining).toString(),
                progress.getAt().toString());
    }
}
