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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor bundle}: bundles as they were recorded, those included that are no longer stored. */
@Command(
        name = "bundle",
        description = "List recorded bundles and show one, also when it is no longer stored.",
        subcommands = {BundleVerbs.ListAll.class, BundleVerbs.Show.class})
public final class BundleVerbs {

    @Command(name = "list", description = "A page of recorded bundles, the newest first.")
    static final class ListAll extends ClientVerb {
        @Option(names = "--env", paramLabel = "NAME", description = "Only those captured in the environment.")
        private @Nullable String environment;

        @Option(names = "--agent", paramLabel = "AGENT_ID", description = "Only those that it captured.")
        private @Nullable String agent;

        @Option(names = "--incident", paramLabel = "INCIDENT_ID", description = "Only those of the incident.")
        private @Nullable String incident;

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
                    .and("incident", incident)
                    .and("pipeline", pipeline)
                    .and("specHash", specHash)
                    .and("from", from)
                    .and("to", to);
            Page bundles = new AuditApi(client).bundles(conditions, page.query());
            Table table = new Table("bundle", "incident", "agent", "environment", "pipeline", "captured at");
            for (JsonNode it : bundles.items()) {
                table.row(
                        it.path("bundleId").asText(),
                        it.path("incidentId").asText(),
                        it.path("agentId").asText(),
                        it.path("environment").asText(),
                        it.path("pipeline").asText() + " " + it.path("version").asText(),
                        it.path("capturedAt").asText());
            }
            console.answer(bundles.document(), PageOptions.lines(table, bundles));
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Show a bundle as it was recorded.")
    static final class Show extends ClientVerb {
        @Parameters(paramLabel = "BUNDLE_ID")
        private String bundleId;

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
            JsonNode bundle = new AuditApi(client).bundle(bundleId, Duration.ofSeconds(seconds));
            Fields fields = new Fields()
                    .addAll(bundle, "bundleId", "rootBundleId", "parentBundleId", "incidentId", "title", "agentId")
                    .addAll(bundle, "environment", "pipeline", "version", "specHash", "capturedAt", "storedAt")
                    .addAll(bundle, "deletedAt", "directory", "files", "bytes");
            for (JsonNode lane : bundle.path("lanes")) {
                fields.add(
                        lane.path("direction").asText() + " lane",
                        "%s, %s records"
                                .formatted(
                                        lane.path("name").asText(),
                                        lane.path("records").asText()));
            }
            console.answer(bundle, fields);
            return ExitCode.OK;
        }
    }
}
