package io.byteor.cli.governance;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what changed between two revisions of an entry. */
@Command(name = "diff", description = "What changed between two revisions, as a JSON Patch (RFC 6902).")
final class DiffVerb extends ClientVerb {
    private final RegistryKind kind;

    @Parameters(paramLabel = "KEY", description = "An environment's name, an agent's id or a spec hash, sha256:...")
    private String key;

    @Option(names = "--from", paramLabel = "REV", description = "0 for nothing. Default: the one before the other.")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "REV", description = "Default: the one that stands.")
    private @Nullable Long to;

    DiffVerb(RegistryKind kind) {
        super(Principal.ANALYST);
        this.kind = kind;
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        JsonNode difference = new GovernApi(client).difference(kind, key, from, to);
        console.answer(difference, RegistryText.lines(difference));
        return ExitCode.OK;
    }
}
