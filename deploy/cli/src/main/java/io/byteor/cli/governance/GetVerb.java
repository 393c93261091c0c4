package io.byteor.cli.governance;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;

/** Shows an entry of the registry as it stands. */
abstract class GetVerb extends ClientVerb {
    private final RegistryKind kind;

    GetVerb(RegistryKind kind) {
        super(Principal.ANALYST);
        this.kind = kind;
    }

    abstract String key();

    @Override
    protected final ExitCode run(ApiClient client, Console console) {
        RegistryEntry entry = new GovernApi(client).get(kind, key());
        console.answer(entry.document(), JsonForm.indented(entry.document()));
        return ExitCode.OK;
    }
}
