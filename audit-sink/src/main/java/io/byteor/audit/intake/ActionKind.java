package io.byteor.audit.intake;

import io.byteor.schemas.event.ReplayAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What actions are counted under. Few are of many actions.
 *
 * @param hour whole hours since 1970, rounded down
 */
public record ActionKind(
        String replayId,
        long hour,
        String role,
        String lane,
        String stage,
        @Nullable String target,
        @Nullable String toLane,
        String decision) {
    private static final long SECONDS = Duration.ofHours(1).toSeconds();

    /** Of an action. */
    public static ActionKind of(ReplayAction action) {
        return new ActionKind(
                action.getReplayId(),
                hour(action.getAt()),
                action.getRole(),
                action.getLane(),
                action.getStage(),
                action.getTarget(),
                action.getToLane(),
                action.getDecision());
    }

    /** The number of the hour that a moment lies in. */
    public static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS);
    }

    /** The start of the hour. */
    public Instant begin() {
        return Instant.ofEpochSecond(hour * SECONDS);
    }
}
