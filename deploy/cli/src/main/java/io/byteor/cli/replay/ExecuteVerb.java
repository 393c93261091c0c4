package io.byteor.cli.replay;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.output.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Walks the records through the pipeline and applies their effects, each once. */
@Command(name = "execute", description = "Replay with effects on the environment's targets.")
final class ExecuteVerb extends RequestVerb {
    @Mixin
    private ExecuteOptions execute;

    @Option(names = "--approval", paramLabel = "ID", description = "The approval of this very request.")
    private @Nullable String approvalId;

    @Override
    ReplayRequest request(GovernApi govern, Console console) {
        return execute.request(approvalId);
    }
}
