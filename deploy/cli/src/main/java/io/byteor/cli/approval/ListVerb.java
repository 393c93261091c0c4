package io.byteor.cli.approval;

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

/** Lists approvals as they stand. */
@Command(name = "list", description = "A page of the approvals as they stand, by their ids.")
final class ListVerb extends ClientVerb {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those: requested, approved, reserved, started, rejected, revoked or expired.")
    private @Nullable String state;

    @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
    private @Nullable String environment;

    @Mixin
    private PageOptions page;

    ListVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page approvals = new GovernApi(client).approvals(state, environment, page.query());
        console.answer(approvals.document(), ApprovalText.lines(approvals));
        return ExitCode.OK;
    }
}
