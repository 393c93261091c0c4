package io.byteor.cli.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.api.Page;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor incident}. */
@Command(
        name = "incident",
        description = "List incidents, and show all that happened to one.",
        subcommands = {IncidentVerbs.ListAll.class, IncidentVerbs.Show.class})
public final class IncidentVerbs {

    @Command(name = "list", description = "A page of incidents, the newest first.")
    static final class ListAll extends ClientVerb {
        @Option(names = "--env", paramLabel = "NAME", description = "Only those captured in the environment.")
        private @Nullable String environment;

        @Option(names = "--agent", paramLabel = "AGENT_ID", description = "Only those that it captured.")
        private @Nullable String agent;

        @Option(names = "--pipeline", paramLabel = "NAME", description = "Only those of the pipeline.")
        private @Nullable String pipeline;

        @Option(names = "--spec-hash", paramLabel = "DIGEST", description = "Only those that this spec ran into.")
        private @Nullable String specHash;

        @Option(names = "--from", paramLabel = "TIME", description = "Only those captured from then on.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "Only those captured before then.")
        private @Nullable String to;

        @Mixin
        private PageOptions page;

        ListAll() {
            super(Principal.ANALYST);
        }

        @Override
        protected ExitCode run(ApiClient client, Console console) {
            Conditions conditions = new Conditions()
                    .and("environment", environment)
                    .and("agent", agent)
                    .and("pipeline", pipeline)
                    .and("specHash", specHash)
                    .and("from", from)
                    .and("to", to);
            Page incidents = new AuditApi(client).incidents(conditions, page.query());
            Table table = new Table("incident", "title", "environments", "bundles", "replays", "captured at");
            for (JsonNode it : incidents.items()) {
                table.row(
                        it.path("incidentId").asText(),
                        it.path("title").asText(),
                        joined(it.path("environments")),
                        it.path("bundles").asText(),
                        it.path("replays").asText(),
                        it.path("lastCapturedAt").asText());
            }
            console.answer(incidents.document(), PageOptions.lines(table, incidents));
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Show an incident with all that happened to it, in order of time.")
    static final class Show extends ClientVerb {
        @Parameters(paramLabel = "INCIDENT_ID")
        private String incidentId;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "5",
                description = "How long to wait for it to be there. Default: ${DEFAULT-VALUE}.")
        private long seconds;

        @Mixin
        private PageOptions page;

        Show() {
            super(Principal.ANALYST);
        }

        @Override
        protected ExitCode run(ApiClient client, Console console) {
            JsonNode answer = new AuditApi(client).incident(incidentId, page.query(), Duration.ofSeconds(seconds));
            JsonNode incident = answer.path("incident");
            List<String> lines = new ArrayList<>(new Fields()
                    .addAll(incident, "incidentId", "title")
                    .add("environments", joined(incident.path("environments")))
                    .add("agents", joined(incident.path("agents")))
                    .add("pipelines", joined(incident.path("pipelines")))
                    .addAll(incident, "bundles", "replays", "firstCapturedAt", "lastCapturedAt", "approvedAt")
                    .lines());
            Page timeline = Page.of(answer.path("timeline"));
            Table table = new Table("at", "what happened", "to", "by", "what");
            timeline.items()
                    .forEach(it -> table.row(
                            it.path("at").asText(),
                            it.path("kind").asText().replace('_', ' '),
                            subject(it),
                            it.path("by").asText("-"),
                            it.path("what").asText("-")));
            lines.addAll(PageOptions.lines(table, timeline));
            console.answer(answer, lines);
            return ExitCode.OK;
        }

        /** The narrowest thing that it happened to. */
        private static String subject(JsonNode happening) {
            return Stream.of("escalationId", "replayId", "approvalId", "bundleId")
                    .map(name -> happening.path(name).asText(""))
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElse("-");
        }
    }

    private static String joined(JsonNode names) {
        return names.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}
