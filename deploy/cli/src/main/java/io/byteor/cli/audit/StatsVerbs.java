package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.ActionConditions;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.ReplayConditions;
import io.byteor.launcher.credential.Principal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code byteor audit stats}. */
@Command(
        name = "stats",
        description = "How many replays or actions there are, by what they came from and by time.",
        subcommands = {StatsVerbs.OfReplays.class, StatsVerbs.OfActions.class})
final class StatsVerbs {

    /** Asks for totals of one kind of thing. */
    abstract static class TotalsVerb extends ClientVerb {
        private final String things;

        @Option(
                names = "--by",
                paramLabel = "DIMENSION",
                split = ",",
                description = "What to tell apart by, such as environment,outcome.")
        private List<String> by = List.of();

        @Option(names = "--bucket", paramLabel = "SPAN", description = "Per hour, day, week or month, in UTC.")
        private @Nullable String bucket;

        /** @param things as the service's path names them */
        TotalsVerb(String things) {
            super(Principal.ANALYST);
            this.things = things;
        }

        abstract Conditions conditions();

        @Override
        protected final ExitCode run(ApiClient client, Console console) {
            Conditions wanted = conditions()
                    .and("by", by.isEmpty() ? null : String.join(",", by))
                    .and("bucket", bucket);
            JsonNode totals = new AuditApi(client).totals(things, wanted);
            Table table = new Table(Stream.of(Stream.of("from"), by.stream(), Stream.of(things))
                    .flatMap(names -> names)
                    .toArray(String[]::new));
            for (JsonNode total : totals.path("items")) {
                table.row(Stream.of(
                                Stream.of(total.path("at").asText("-")),
                                by.stream()
                                        .map(name -> total.path("by").path(name).asText("-")),
                                Stream.of(total.path("count").asText()))
                        .flatMap(values -> values)
                        .toArray(String[]::new));
            }
            console.answer(totals, table.lines());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "replays",
            description = "How many replays and rejected requests; times are when they were asked for.")
    static final class OfReplays extends TotalsVerb {
        @Mixin
        private ReplayConditions conditions;

        OfReplays() {
            super("replays");
        }

        @Override
        Conditions conditions() {
            return conditions.conditions();
        }
    }

    @Command(name = "actions", description = "How many actions; times are when they were decided, in whole hours.")
    static final class OfActions extends TotalsVerb {
        @Mixin
        private ActionConditions conditions;

        OfActions() {
            super("actions");
        }

        @Override
        Conditions conditions() {
            return conditions.conditions();
        }
    }
}
