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

/** Lists entries of the registry as they stand. */
@Command(name = "list", description = "A page of the entries as they stand, by their keys.")
final class ListVerb extends ClientVerb {
    private final RegistryKind kind;

    @Mixin
    private PageOptions page;

    ListVerb(RegistryKind kind) {
        super(Principal.ANALYST);
        this.kind = kind;
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page entries = new GovernApi(client).list(kind, page.query());
        console.answer(entries.document(), RegistryText.lines(kind, entries));
        return ExitCode.OK;
    }
}
