package io.byteor.cli.escalation;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
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

/** Shows a page of the escalations that stand. */
@Command(name = "list", description = "A page of the escalations as they stand, in order of their ids.")
final class ListVerb extends ClientVerb {
    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Mixin
    private PageOptions page;

    ListVerb() {
        super(Principal.OPERATOR);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page escalations = new GovernApi(client).escalations(state == null ? null : state.toString(), page.query());
        console.answer(escalations.document(), EscalationText.lines(escalations));
        return ExitCode.OK;
    }
}
