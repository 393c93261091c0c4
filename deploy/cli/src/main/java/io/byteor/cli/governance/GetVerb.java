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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an entry of the registry, as it stands or as it stood. */
@Command(name = "get", description = "Show the entry as it stands, or one revision of it.")
final class GetVerb extends ClientVerb {
    private final RegistryKind kind;

    @Parameters(paramLabel = "KEY", description = "An environment's name, an agent's id or a spec hash, sha256:...")
    private String key;

    @Option(names = "--revision", paramLabel = "REV", description = "As it stood then. Default: as it stands.")
    private @Nullable Long revision;

    GetVerb(RegistryKind kind) {
        super(Principal.ANALYST);
        this.kind = kind;
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        GovernApi govern = new GovernApi(client);
        RegistryEntry entry = revision == null ? govern.get(kind, key) : govern.get(kind, key, revision);
        console.answer(entry.document(), JsonForm.indented(entry.document()));
        return ExitCode.OK;
    }
}
