package io.byteor.cli.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor escalation}. */
@Command(
        name = "escalation",
        description = "List what people have to look at, acknowledge it, resolve it, look at what there was.",
        subcommands = {
            ListVerb.class,
            HistoryVerb.class,
            EscalationVerbs.Show.class,
            EscalationVerbs.Acknowledge.class,
            EscalationVerbs.Resolve.class
        })
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

    @Command(name = "show", description = "Show an escalation as it was recorded.")
    static final class Show extends ClientVerb {
        @Parameters(paramLabel = "ESCALATION_ID")
        private String escalationId;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "5",
                description = "How long to wait for it to be there. Default: ${DEFAULT-VALUE}.")
        private long seconds;

        Show() {
            super(Principal.ANALYST);
        }

        @Override
        protected ExitCode run(ApiClient client, Console console) {
            JsonNode escalation = new AuditApi(client).escalation(escalationId, Duration.ofSeconds(seconds));
            console.answer(escalation, EscalationText.of(escalation));
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
