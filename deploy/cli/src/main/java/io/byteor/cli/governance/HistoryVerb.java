package io.byteor.cli.governance;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the revisions of an entry. */
@Command(name = "history", description = "Who changed the entry when, the latest first.")
final class HistoryVerb extends ClientVerb {
    private final RegistryKind kind;

    @Parameters(paramLabel = "KEY", description = "An environment's name, an agent's id or a spec hash, sha256:...")
    private String key;

    @Mixin
    private PageOptions page;

    HistoryVerb(RegistryKind kind) {
        super(Principal.ANALYST);
        this.kind = kind;
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page revisions = new GovernApi(client).history(kind, key, page.query());
        console.answer(revisions.document(), RegistryText.lines(kind, revisions));
        return ExitCode.OK;
    }
}
