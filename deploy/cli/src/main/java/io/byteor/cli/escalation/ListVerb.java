package io.byteor.cli.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a page of escalations. */
@Command(name = "list", description = "List a page of escalations, in order of their ids.")
final class ListVerb extends ClientVerb {
    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(names = "--after", paramLabel = "ESCALATION_ID", description = "Begin behind this one.")
    private @Nullable String after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most that are listed. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ListVerb() {
        super(Principal.OPERATOR);
    }

    /** Where an escalation stands. */
    enum State {
        RAISED,
        ACKNOWLEDGED,
        RESOLVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        JsonNode page = new GovernApi(client).escalations(state == null ? null : state.toString(), after, limit);
        console.answer(page, lines(page));
        return ExitCode.OK;
    }

    private static List<String> lines(JsonNode page) {
        Table table = new Table("escalation", "state", "cause", "subject", "environment", "raised at");
        page.path("items")
                .forEach(it -> table.row(
                        it.path("escalationId").asText(),
                        it.path("state").asText(),
                        it.path("cause").asText(),
                        it.path("subject").asText(),
                        it.path("environment").asText("-"),
                        it.path("raisedAt").asText()));
        List<String> lines = new ArrayList<>(table.lines());
        if (page.hasNonNull("next")) {
            lines.add("more with --after " + page.path("next").asText());
        }
        return lines;
    }
}
