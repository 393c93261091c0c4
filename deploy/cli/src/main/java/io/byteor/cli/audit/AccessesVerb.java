package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.api.Page;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a page of who was handed what. */
@Command(name = "accesses", description = "A page of who was handed what: audits, receipts, exports, stored bundles.")
final class AccessesVerb extends ClientVerb {
    @Option(names = "--person", paramLabel = "ISSUER#SUBJECT", description = "Only those of this person.")
    private @Nullable String person;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only audit, receipt, export, bundle or bundle_file.")
    private @Nullable String kind;

    @Option(names = "--replay", paramLabel = "REPLAY_ID", description = "Only those of this one replay.")
    private @Nullable String replayId;

    @Option(names = "--bundle", paramLabel = "BUNDLE_ID", description = "Only those of this one bundle.")
    private @Nullable String bundleId;

    @Option(names = "--from", paramLabel = "TIME", description = "Only those that began then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those that began before.")
    private @Nullable String to;

    @Mixin
    private PageOptions page;

    AccessesVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Conditions conditions = new Conditions()
                .and("person", person)
                .and("kind", kind)
                .and("replayId", replayId)
                .and("bundle", bundleId)
                .and("from", from)
                .and("to", to);
        Page accesses = new AuditApi(client).accesses(conditions, page.query());
        console.answer(accesses.document(), lines(accesses));
        return ExitCode.OK;
    }

    private static List<String> lines(Page accesses) {
        Table table = new Table("began at", "person", "kind", "of", "rows", "bytes", "outcome");
        for (JsonNode access : accesses.items()) {
            table.row(
                    access.path("beganAt").asText(),
                    access.path("person").asText(),
                    access.path("kind").asText(),
                    access.hasNonNull("replayId")
                            ? access.path("replayId").asText()
                            : access.path("asked").toString(),
                    shown(access, "rows"),
                    shown(access, "bytes"),
                    shown(access, "outcome"));
        }
        return PageOptions.lines(table, accesses);
    }

    /** What is not known while an access is under way. */
    private static String shown(JsonNode access, String member) {
        return access.hasNonNull(member) ? access.path(member).asText() : "-";
    }
}
