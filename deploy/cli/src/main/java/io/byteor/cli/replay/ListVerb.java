package io.byteor.cli.replay;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.cli.verb.ReplayConditions;
import io.byteor.launcher.credential.Principal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a page of replays. */
@Command(name = "list", description = "A page of replays and rejected requests, the newest first.")
final class ListVerb extends ClientVerb {
    @Mixin
    private ReplayConditions conditions;

    @Mixin
    private PageOptions page;

    ListVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page replays = new AuditApi(client).replays(conditions.conditions(), page.query());
        console.answer(replays.document(), ReplayText.replays(replays));
        return ExitCode.OK;
    }
}
