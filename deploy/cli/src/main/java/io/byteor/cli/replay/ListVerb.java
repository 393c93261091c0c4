package io.byteor.cli.replay;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.ReplayQuery;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a page of replays. */
@Command(name = "list", description = "A page of replays and rejected requests, the newest first.")
final class ListVerb extends ClientVerb {
    @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
    private @Nullable String environment;

    @Option(names = "--ticket", paramLabel = "TICKET", description = "Only those that were asked for with this ticket.")
    private @Nullable String ticket;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Only those with all these words in their reason.")
    private @Nullable String reason;

    @Mixin
    private PageOptions page;

    ListVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page replays = new AuditApi(client).replays(new ReplayQuery(environment, ticket, reason, page.query()));
        console.answer(replays.document(), ReplayText.replays(replays));
        return ExitCode.OK;
    }
}
