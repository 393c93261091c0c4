package io.byteor.cli.verb;

import io.byteor.cli.api.Conditions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which actions. */
public final class ActionConditions {
    @Mixin
    private ReplayConditions replays;

    @Option(names = "--replay", paramLabel = "REPLAY_ID", description = "Only those of the replay.")
    private @Nullable String replayId;

    @Option(names = "--role", paramLabel = "ROLE", description = "Only those of the role.")
    private @Nullable String role;

    @Option(names = "--lane", paramLabel = "LANE", description = "Only those of roles that read the lane.")
    private @Nullable String lane;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Only those of the stage.")
    private @Nullable String stage;

    @Option(names = "--target", paramLabel = "NAME", description = "Only those on the target.")
    private @Nullable String target;

    @Option(names = "--decision", paramLabel = "DECISION", description = "Only those of which this was decided.")
    private @Nullable String decision;

    public Conditions conditions() {
        return replays.conditions()
                .and("replayId", replayId)
                .and("role", role)
                .and("lane", lane)
                .and("stage", stage)
                .and("target", target)
                .and("decision", decision);
    }
}
