package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.ReplayEvent;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows replays as they change. */
@Command(
        name = "events",
        description =
                "Follow replays as they change: one until it has ended, or all from now on, until interrupted. A line each.")
final class EventsVerb extends ClientVerb {
    @ArgGroup
    private @Nullable Followed followed;

    @Option(names = "--after", paramLabel = "EVENT_ID", description = "Go on behind this event.")
    private @Nullable String after;

    /** What is followed. */
    static final class Followed {
        @Option(names = "--replay", paramLabel = "REPLAY_ID", description = "Only this replay, from its beginning.")
        private @Nullable String replayId;

        @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
        private @Nullable String environment;
    }

    EventsVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        String replayId = followed == null ? null : followed.replayId;
        String environment = followed == null ? null : followed.environment;
        new AuditApi(client)
                .follow(replayId, environment, after, event -> console.answer(event.document(), line(event)));
        return ExitCode.OK;
    }

    private static List<String> line(ReplayEvent event) {
        JsonNode replay = event.replay();
        return List.of("%s  %s  %s  %s  %s actions"
                .formatted(
                        replay.path("replayId").asText(),
                        replay.path("state").asText(),
                        replay.path("mode").asText("-"),
                        replay.path("environment").asText("-"),
                        replay.path("stored").asText()));
    }
}
