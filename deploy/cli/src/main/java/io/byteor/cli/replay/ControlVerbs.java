package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done about a replay that was accepted and has not ended. */
final class ControlVerbs {
    private ControlVerbs() {}

    /** Says what is wanted of a replay, with a reason. */
    abstract static class ControlVerb extends CommandVerb {
        private final String control;

        @Parameters(paramLabel = "REPLAY_ID")
        private String replayId;

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept.")
        private String reason;

        @Option(names = "--ticket", paramLabel = "ID", description = "Where it is tracked.")
        private @Nullable String ticket;

        /** @param control as the gateway's path names it */
        ControlVerb(String control) {
            super(Principal.OPERATOR);
            this.control = control;
        }

        @Override
        protected final ExitCode run(ApiClient client, Console console) {
            Grounds grounds = new Grounds(reason, ticket);
            JsonNode wanted = new GovernApi(client).controlReplay(replayId, control, grounds, callOptions());
            console.answer(wanted, new Fields().addAll(wanted, "replayId", "wanted", "revision"));
            return ExitCode.OK;
        }
    }

    @Command(name = "pause", description = "Have a replay pause until it is told to go on.")
    static final class Pause extends ControlVerb {
        Pause() {
            super("pause");
        }
    }

    @Command(name = "resume", description = "Have a paused replay go on.")
    static final class Resume extends ControlVerb {
        Resume() {
            super("resume");
        }
    }

    @Command(name = "cancel", description = "Have a replay end for good. What is applied stays applied.")
    static final class Cancel extends ControlVerb {
        Cancel() {
            super("cancel");
        }
    }
}
