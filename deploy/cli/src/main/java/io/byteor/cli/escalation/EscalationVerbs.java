package io.byteor.cli.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor escalation}. */
@Command(
        name = "escalation",
        description = "List what people have to look at, acknowledge it, resolve it.",
        subcommands = {ListVerb.class, EscalationVerbs.Acknowledge.class, EscalationVerbs.Resolve.class})
public final class EscalationVerbs {

    /** Says something about an escalation, with a note. */
    abstract static class MoveVerb extends CommandVerb {
        private final String move;

        @Parameters(paramLabel = "ESCALATION_ID")
        private String escalationId;

        @Option(
                names = "--note",
                paramLabel = "TEXT",
                required = true,
                description = "What was found or done; it is kept with the escalation.")
        private String note;

        /** @param move as the gateway's path names it */
        MoveVerb(String move) {
            super(Principal.OPERATOR);
            this.move = move;
        }

        @Override
        protected final ExitCode run(ApiClient client, Console console) {
            JsonNode moved = new GovernApi(client).moveEscalation(escalationId, move, note, callOptions());
            console.answer(moved, new Fields().addAll(moved, "escalationId", "state", "revision"));
            return ExitCode.OK;
        }
    }

    @Command(name = "ack", description = "Say that somebody looks at it.")
    static final class Acknowledge extends MoveVerb {
        Acknowledge() {
            super("ack");
        }
    }

    @Command(name = "resolve", description = "Say that it is done with; when it happens again, another is raised.")
    static final class Resolve extends MoveVerb {
        Resolve() {
            super("resolve");
        }
    }
}
