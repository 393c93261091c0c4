package io.byteor.audit.intake;

import io.byteor.schemas.event.ReplayAction;
import java.time.Duration;
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

    static ActionKind of(ReplayAction action) {
        return new ActionKind(
                action.getReplayId(),
                Math.floorDiv(action.getAt().getEpochSecond(), SECONDS),
                action.getRole(),
                action.getLane(),
                action.getStage(),
                action.getTarget(),
                action.getToLane(),
                action.getDecision());
    }
}
