package io.byteor.cli.governance;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a pipeline version that stands another status; nobody else's change in between is overwritten. */
@Command(name = "promote", description = "Give the version another status, active unless told otherwise.")
final class PromoteVerb extends CommandVerb {
    @Parameters(paramLabel = "SPEC_HASH", description = "sha256:...")
    private String specHash;

    @Option(
            names = "--to",
            paramLabel = "STATUS",
            defaultValue = "active",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private PipelineStatus status;

    @Option(names = "--if-match", paramLabel = "REV", description = "Only from this revision. Default: what stands.")
    private @Nullable Long revision;

    PromoteVerb() {
        super(Principal.ADMIN);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        RegistryEntry entry = new GovernApi(client).promote(specHash, status.toString(), revision, callOptions());
        console.answer(entry.document(), new Fields().addAll(entry.document(), "kind", "key", "revision", "digest"));
        return ExitCode.OK;
    }
}
