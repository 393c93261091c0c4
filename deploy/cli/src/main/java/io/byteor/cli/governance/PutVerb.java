package io.byteor.cli.governance;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the document of a file into the registry; every put makes a new revision. */
abstract class PutVerb extends CommandVerb {
    @Parameters(paramLabel = "FILE", description = "The document, JSON.")
    private Path file;

    @Option(
            names = "--if-match",
            paramLabel = "REV",
            description = "Only replace this revision; 0 for none. Default: whatever stands.")
    private @Nullable Long revision;

    PutVerb() {
        super(Principal.ADMIN);
    }

    abstract RegistryEntry put(GovernApi registry, Path document, @Nullable Long replaced, CallOptions options);

    @Override
    protected final ExitCode run(ApiClient client, Console console) {
        RegistryEntry entry = put(new GovernApi(client), file, revision, callOptions());
        console.answer(entry.document(), new Fields().addAll(entry.document(), "kind", "key", "revision", "digest"));
        return ExitCode.OK;
    }
}
